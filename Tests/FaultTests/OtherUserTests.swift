import Foundation
import Testing
import YitiTestKit

/// What root does in the folder of a server that runs as somebody else. Becoming somebody else needs the rights to.
@Suite(.enabled(if: OtherUser.canBe, "these tests may not run the program as somebody else")) struct OtherUserTests {
    @Test("a backup that root restores, and a token that root makes, are the server's", arguments: [true, false])
    func madeByRoot(isRestored: Bool) throws {
        let folder = try OtherUser.folder()
        if isRestored {
            let copies = try DataFolder.make()
            let copy = copies.file("copy.sqlite")
            #expect(try Program.run(["backup", copy, "--data", copies.path]).status == 0)
            #expect(try Program.run(["restore", copy, "--data", folder.path]).status == 0)
        } else {
            #expect(try Program.run(["token", "create", "chat", "--data", folder.path]).status == 0)
        }
        let made = try OtherUser.run(["token", "create", "other", "--data", folder.path], folder)
        #expect(made.status == 0, "\(made)")
    }

    @Test("a start that may not write the database leaves nothing that keeps the next from starting")
    func readOnly() throws {
        let folder = try OtherUser.folder()
        let token = { try OtherUser.run(["token", "create", "chat", "--data", folder.path], folder) }
        #expect(try token().status == 0)
        #expect(chmod(folder.file("yiti.sqlite"), 0o400) == 0)
        let refused = try token()
        #expect(refused.status == 1 && refused.errors.contains("can't write"), "\(refused)")
        #expect(Set(folder.names) == ["yiti.sqlite", "yiti.sqlite.lock"])
        #expect(chmod(folder.file("yiti.sqlite"), 0o600) == 0)
        #expect(try token().status == 0)
    }

    @Test("nobody is given a file of root's by a link in their folder")
    func link() throws {
        let folder = try OtherUser.folder()
        let secret = try Scratch()
        try secret.write("secret", to: "secret")
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("yiti.sqlite.lock"), withDestinationPath: secret.file("secret"))
        _ = try Program.run(["token", "create", "chat", "--data", folder.path])
        let owner =
            try FileManager.default.attributesOfItem(atPath: secret.file("secret"))[.ownerAccountID] as? NSNumber
        #expect(owner?.uint32Value == geteuid())
    }
}

/// Somebody without any rights of their own.
private enum OtherUser {
    private static let number: uid_t = 65_534

    static let canBe = geteuid() == 0 && Tool("setpriv") != nil

    /// A folder of theirs.
    static func folder() throws -> Scratch {
        let folder = try Scratch()
        try #require(chown(folder.path, number, number) == 0)
        return folder
    }

    /// Runs a command of the program as them.
    static func run(_ arguments: [String], _ folder: Scratch) throws -> Program.Outcome {
        let user = ["--reuid", "\(number)", "--regid", "\(number)", "--clear-groups"]
        let tool = try #require(Tool("setpriv"))
        // What the tool says goes into a file, which is not theirs.
        return try tool.run(user + [Program.path] + arguments, folder: Scratch())
    }
}
