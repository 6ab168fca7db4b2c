/// Certificates for an IRC server and for an account of its services, each with its key in one file (PEM).
package struct IRCCertificates: Sendable {
    /// Whether there is the program that makes them.
    package static let areThere = Tool("openssl") != nil

    /// The server's, for `localhost`.
    package let server: String
    /// The one that speaks for an account.
    package let account: String
    /// What the second is known by at the services: the SHA-256 of its octets in hexadecimal.
    package let fingerprint: String
    private let scratch: Scratch

    /// Makes both.
    package init() throws {
        guard let tool = Tool("openssl") else { throw KitFailure("no openssl") }
        let scratch = try Scratch()
        func make(_ name: String) throws -> String {
            let (certificate, file) = (scratch.file(name + ".crt"), scratch.file(name + ".pem"))
            let arguments = [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                "subjectAltName=DNS:localhost", "-keyout", file, "-out", certificate,
            ]
            let made = try tool.run(arguments, folder: scratch)
            guard made.status == 0 else { throw KitFailure("no certificate: \(made)") }
            try scratch.write(Scratch.text(of: file) + Scratch.text(of: certificate), to: name + ".pem")
            return file
        }
        server = try make("server")
        account = try make("account")
        let said = try tool.run(
            ["x509", "-in", account, "-noout", "-fingerprint", "-sha256"], folder: scratch)
        fingerprint = said.output.split(separator: "=").last?.filter(\.isHexDigit).lowercased() ?? ""
        self.scratch = scratch
    }

    /// What an inspircd is told for people who come with TLS and may show a certificate.
    func configuration(port: Int) -> String {
        """
        <module name="ssl_gnutls">
        <module name="sslinfo">
        <sslprofile name="people" provider="gnutls" certfile="\(server)" keyfile="\(server)" hash="sha256"
          requestclientcert="yes">
        <bind address="127.0.0.1" port="\(port)" type="clients" sslprofile="people">

        """
    }
}
