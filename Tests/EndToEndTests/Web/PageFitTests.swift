import Testing
import YitiTestKit

extension Web.Pages {
    /// How the page looks: pictures of it are left in `results/`.
    @Suite struct PageFitTests {
        private static let views = [
            Browser.View(width: 320, height: 640),
            Browser.View(width: 320, height: 640, language: "zh-CN", isDark: true),
            Browser.View(isDark: true), Browser.View(language: "zh-CN"),
            Browser.View(width: 1_280, height: 800), Browser.View(width: 1_280, height: 800, language: "zh-CN"),
            Browser.View(width: 1_440, height: 900, isDark: true),
            Browser.View(width: 1_440, height: 900, language: "zh-CN"),
        ]

        @Test(
            "fits phones and screens in both languages, light and dark, and axe-core finds nothing", arguments: views)
        func fits(_ view: Browser.View) throws {
            try Web.Pages.visiting(view) { browser, _ in
                let name = "\(view.width)-\(view.language.prefix(2))" + (view.isDark ? "-dark" : "")
                try look(at: "question", name, browser)
                try Web.Pages.answer("an answer", in: browser)
                try browser.wait(for: "document.querySelector('#key code')")
                try look(at: "key", name, browser)
                try browser.run("document.querySelector('dialog').close()")
                for (view, sign) in [
                    ("chat", ".ratings"), ("progress", ".heat"), ("questions", "details"), ("settings", "select"),
                ] {
                    try Web.Pages.show(view, until: sign, in: browser)
                    try look(at: view, name, browser)
                }
            }
        }

        @Test(
            "leaves pictures of somebody who has been here for a while",
            arguments: [
                (Browser.View(), "The definition first, then when it applies and what it costs."),
                (Browser.View(width: 1_280, height: 900, language: "zh-CN"), "先说定义，再说什么时候用、代价是什么。"),
            ])
        func inUse(_ view: Browser.View, _ answer: String) throws {
            try Web.Pages.visiting(view) { browser, server in
                try Web.Pages.join(browser)
                let bridge = try server.bridge(push: false)
                for day in 1...12 {
                    for number in 1...(day % 3 + 1) {
                        try browser.run("document.querySelector('.r\(number % 4 + 1)').click()")
                        try browser.wait(for: "!document.querySelector('.ratings')")
                        try Web.Pages.say("/next", in: browser)
                        try browser.wait(for: "document.querySelector('.card .asked')")
                        try Web.Pages.answer(answer, in: browser)
                    }
                    _ = try bridge.advance(24 * 3600)
                }
                for (part, sign) in [("progress", ".heat .l2"), ("chat", ".bubble.mine")] {
                    try Web.Pages.show(part, until: sign, in: browser)
                    try look(at: "used-\(part)", "\(view.width)-\(view.language.prefix(2))", browser)
                }
            }
        }

        @Test(
            "shows what is laid out in columns as such on a phone, without scrolling sideways",
            arguments: [320, 360, 390].flatMap { width in ["en-US", "zh-CN"].map { (width, $0) } })
        func columns(_ width: Int, _ language: String) throws {
            try Web.Pages.visiting(Browser.View(width: width, language: language)) { browser, _ in
                try Web.Pages.join(browser)
                try browser.run("document.querySelector('.r3').click()")
                try browser.wait(for: "!document.querySelector('.ratings, .waiting')")
                let last = "document.querySelector('.log').lastChild"
                for line in [
                    "/help", "/streak", "/settings", "/timezone America/Argentina/Buenos_Aires", "/streak why",
                    "/start",
                ] {
                    try Web.Pages.say(line, in: browser)
                    try browser.wait(for: "\(last).matches('.yiti') && \(last).previousSibling.innerText === '\(line)'")
                    try browser.picture(
                        "columns-\(width)-\(language.prefix(2))\(line.split(separator: " ")[0].replacing("/", with: "-"))"
                    )
                    let wide =
                        "[\(last), ...\(last).querySelectorAll('*')].filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)"
                    #expect(
                        try browser.run("return \(wide).map((one) => one.outerHTML).join()").string == "", "\(line)")
                    if line == "/help" {
                        let lefts =
                            "new Set([...\(last).querySelectorAll('td:nth-child(2)')].map((cell) => cell.offsetLeft))"
                        #expect(try browser.run("return \(lefts).size") == 1)
                        #expect(try browser.run("return \(last).querySelectorAll('tr').length > 40") == true)
                    }
                }
            }
        }

        /// Leaves a picture, and looks for what does not fit and what keeps people out.
        private func look(at view: String, _ name: String, _ browser: Browser) throws {
            try browser.picture("\(view)-\(name)")
            for place in ["document.documentElement", "document.getElementById('main')"] {
                #expect(
                    try browser.run("return \(place).scrollWidth <= \(place).clientWidth") == true, "\(view) \(place)")
            }
            let all = "document.documentElement"
            #expect(try browser.run("return \(all).scrollHeight <= \(all).clientHeight") == true, "\(view)")
            let axe = try #require(Axe.source, "there is no axe-core in .build/axe: make browser fetches it")
            let script =
                axe + """
                    ; window.found = null;
                    axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }).then((all) => {
                      window.found = all.violations.map((one) => one.id + ": " + one.nodes.map((node) => node.html).join(" | ")).join("\\n");
                    });
                    """
            try browser.run(script)
            try browser.wait(for: "window.found !== null")
            #expect(try browser.run("return window.found").string == "", "\(view)")
        }
    }
}
