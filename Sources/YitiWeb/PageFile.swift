/// One file of the page, as it is served: it is part of the program, which so needs no path of its own.
package struct PageFile: Sendable {
    /// What is asked for: `/` or `/chat.js`.
    package let path: String
    /// Its media type.
    package let type: String
    /// What is in it.
    package let bytes: [UInt8]

    /// Every file there is.
    package static let all: [PageFile] = [
        PageFile(path: "/", type: "text/html; charset=utf-8", bytes: PackageResources.page_html),
        PageFile(
            path: "/page.css", type: "text/css; charset=utf-8", bytes: plain(PackageResources.page_css)),
        PageFile(path: "/icon.svg", type: "image/svg+xml", bytes: PackageResources.icon_svg),
        script("/app.js", PackageResources.app_js),
        script("/api.js", PackageResources.api_js),
        script("/chat.js", PackageResources.chat_js),
        script("/dom.js", PackageResources.dom_js),
        script("/outbox.js", PackageResources.outbox_js),
        script("/progress.js", PackageResources.progress_js),
        script("/questions.js", PackageResources.questions_js),
        script("/settings.js", PackageResources.settings_js),
        script("/words.js", PackageResources.words_js),
    ]

    private static func script(_ path: String, _ bytes: [UInt8]) -> PageFile {
        PageFile(path: path, type: "text/javascript; charset=utf-8", bytes: plain(bytes))
    }

    /// The same without what only those who change it need: the spaces that lines begin with, and lines that are comments. No text in them
    /// has lines.
    private static func plain(_ bytes: [UInt8]) -> [UInt8] {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { $0.drop { $0 == UInt8(ascii: " ") } }
        return Array(lines.filter { !isComment($0) }.joined(separator: [UInt8(ascii: "\n")]))
    }

    private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
        line.starts(with: "//".utf8) || line.starts(with: "/*".utf8) && line.suffix(2).elementsEqual("*/".utf8)
    }
}
