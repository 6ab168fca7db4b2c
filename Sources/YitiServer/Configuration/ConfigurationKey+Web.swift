extension ConfigurationKey {
    /// The keys under `http` that have one value.
    static let web = [
        ConfigurationKey(
            path: "http.address", expected: "an IP address or localhost",
            set: { text, configuration in
                guard text == "localhost" || NetworkRange.octets(of: text) != nil else { return false }
                configuration.web.listener.address = text
                return true
            }, value: { $0.web.listener.address }),
        whole("http.port", 0...65_535, { $0.web.listener.port }, { $1.web.listener.port = $0 }),
        ConfigurationKey(
            path: "http.insecure", expected: "true or false",
            set: { text, configuration in
                guard let flag = Bool(text) else { return false }
                configuration.web.listener.insecure = flag
                return true
            }, value: { String($0.web.listener.insecure) }),
        ConfigurationKey(
            path: "http.public_url", expected: "an address such as https://yiti.example, or \"\"",
            set: { text, configuration in
                guard text.isEmpty || WebOrigin(text) != nil else { return false }
                configuration.web.publicURL = text
                return true
            }, value: { $0.web.publicURL.isEmpty ? "\"\"" : $0.web.publicURL }),
        ConfigurationKey(
            path: "http.metrics", expected: "an address and port such as 127.0.0.1:9180, or \"\"",
            set: { text, configuration in
                guard text.isEmpty || BindPlace(text) != nil else { return false }
                configuration.web.metrics = text
                return true
            }, value: { $0.web.metrics.isEmpty ? "\"\"" : $0.web.metrics }),
    ]

    /// `http: off`, beside the section of that name.
    static let webSwitch = ConfigurationKey(
        path: "http", expected: "off, or keys and values",
        set: { text, configuration in
            guard ["off", "false", "no"].contains(text.lowercased()) else { return false }
            configuration.web.isOn = false
            return true
        }, value: { $0.web.isOn ? "on" : "off" })
}
