/// A program that a network's tests start, fetched by a script under `.ci`; where it can't be fetched those tests are skipped and say so.
package enum NetworkServer: String, CaseIterable, Sendable {
    case discord
    case inspircd
    case ngircd
    case onebot
    case synapse
    case telegram

    /// Whether it is there, after an attempt to fetch it. Asked once a run: others who ask wait for the first.
    package var isThere: Bool { Self.found[self] ?? false }

    private static let found = Dictionary(
        uniqueKeysWithValues: allCases.map { server in
            let made = try? Script.run(Program.root + "/.ci/" + server.rawValue, seconds: 900)
            return (server, made?.status == 0)
        })
}
