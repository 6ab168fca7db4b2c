/// Where the page is, for links to it.
package struct WebAddress: Hashable, Sendable {
    /// What people anywhere type; empty when there is no such address.
    package var publicURL = ""
    /// What works on this machine; empty while the page is not served.
    package var localURL = ""

    /// The address for somebody; nil when there is none that they can reach.
    func url(isLocal: Bool) -> String? {
        let url = publicURL.isEmpty && isLocal ? localURL : publicURL
        guard !url.isEmpty else { return nil }
        return url.hasSuffix("/") ? url : url + "/"
    }
}
