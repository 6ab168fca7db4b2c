/// What the sandbox's `/clock` says.
extension AccountWords {
    /// What time it is in the sandbox.
    package static func clock(_ now: Instant) -> InfoFacts {
        InfoFacts(
            Text(zh: "现在是 \(now.text)。往后拨：/clock +25h", en: "It is \(now.text). To move on: /clock +25h"),
            data: [Datum.Member("now", .string(now.text))])
    }
}
