import Foundation
import Testing
import YitiTestKit

/// A database that is taken from under a server, or is not the one that its log belongs to.
@Suite struct MovedFileTests {
    private func move(_ folder: Scratch, _ name: String, to other: String) throws {
        try FileManager.default.moveItem(atPath: folder.file(name), toPath: folder.file(other))
    }

    private func health(_ folder: Scratch) throws -> Program.Outcome {
        try Program.run(["health", "--data", folder.path])
    }

    @Test(
        "while it is moved away nothing is answered as if it were kept, health says so, and it goes on once it is back")
    func whileServing() throws {
        let folder = try DataFolder.make()
        let server = try ServerProcess.real(data: folder)
        let client = try server.chat()
        try client.answer("u", rating: 3)
        try move(folder, "yiti.sqlite", to: "moved.sqlite")
        try wait { try client.cmd("u", "/next").code == "busy" }
        try wait { try health(folder).status == 69 }
        #expect(try health(folder).output.contains("moved or deleted"))
        #expect(server.log.contains("moved or deleted"))
        try move(folder, "moved.sqlite", to: "yiti.sqlite")
        try wait { try client.cmd("u", "/next").isOK }
        #expect(try health(folder).status == 0)
        server.terminate()
        #expect(try server.waitForExit() == 0)
    }

    @Test(
        "what was answered before is there again, whether the server was killed or stopped", arguments: [true, false])
    func nextStart(isKilled: Bool) throws {
        let folder = try DataFolder.make()
        let server = try ServerProcess.real(data: folder)
        try server.chat().answer("u", rating: 3)
        try move(folder, "yiti.sqlite", to: "moved.sqlite")
        isKilled ? server.kill() : server.terminate()
        _ = try server.waitForExit(seconds: 12)
        let log = FileManager.default.contents(atPath: folder.file("yiti.sqlite-wal"))
        let refused = try Program.run(
            ["serve", "--port", "0", "--data", folder.path, "--bank", Program.shippedBank])
        #expect(
            refused.status == 1 && refused.errors.contains("yiti.sqlite-wal has what was written last"), "\(refused)")
        #expect(try Program.run(["token", "create", "x", "--data", folder.path]).status == 1)
        #expect(FileManager.default.contents(atPath: folder.file("yiti.sqlite-wal")) == log)
        try move(folder, "moved.sqlite", to: "yiti.sqlite")
        let list = try Program.run(["user", "list", "--data", folder.path])
        #expect(list.output.contains("chat:u"), "\(list)")
    }
}
