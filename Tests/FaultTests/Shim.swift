import Foundation
import YitiTestKit

/// The libraries of Tests/Faults, each compiled once, to be loaded before all others.
enum Shim {
    /// Writes and syncs fail on demand.
    static let disk = Result { try compile("failing_disk.c") }
    /// The wall clock is shifted.
    static let clock = Result { try compile("shifted_clock.c") }

    private static let folder = Result { try Scratch() }

    private static func compile(_ source: String) throws -> String {
        let library = try folder.get().file(source + ".so")
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments = [
            "cc", "-O2", "-shared", "-fPIC", "-o", library, Program.root + "/Tests/Faults/" + source, "-ldl",
        ]
        try compiler.run()
        compiler.waitUntilExit()
        guard compiler.terminationStatus == 0 else { throw KitFailure("\(source) does not compile") }
        return library
    }
}
