import Glibc
import Testing
import YitiTestKit

/// Bridges and the networks they speak to, as people on those networks see them.
@Suite(.serialized) enum Networks {}

/// Bridges to networks whose servers are doubles. One test after the other, beside those of real servers: each waits more than it works.
@Suite(.serialized) enum DoubledNetworks {}

extension Networks {
    @Suite(.serialized, .enabled(if: NetworkServer.synapse.isThere, "Synapse could not be fetched")) struct MatrixTests
    {
        private static let homeserver = Result { try Synapse() }

        /// A bot with its bridge between a homeserver and a server.
        private struct House {
            let server: Synapse
            let bot: MatrixPerson
            let bridge: BridgeProcess

            init(
                _ name: String, port: Int, token: String, _ more: [String: String] = [:],
                hasShippedLimits: Bool = Program.soaks
            ) throws {
                server = try MatrixTests.homeserver.get()
                bot = try MatrixPerson(name, on: server)
                let keys = [
                    "server": "127.0.0.1:\(port)", "homeserver": "http://127.0.0.1:\(server.port)", "user": name,
                ]
                bridge = try BridgeProcess(
                    "matrix", keys.merging(more) { _, given in given },
                    environment: ["YITI_MATRIX_TOKEN": token, "YITI_MATRIX_PASSWORD": "secret"],
                    hasShippedLimits: hasShippedLimits)
                // A first start executes nothing that is older than itself.
                try bridge.started()
            }

            /// Somebody who has a room with the bot, which is in it.
            func person(_ name: String) throws -> (MatrixPerson, room: String) {
                let person = try MatrixPerson(name, on: server)
                let room = try person.makeRoom(with: [bot.id])
                return (person, room)
            }
        }

        private func sandbox() throws -> (ServerProcess, token: String) {
            let server = try ServerProcess.sandbox(["--bridge", "matrix"])
            return (server, try #require(server.tokens["matrix"]))
        }

        @Test("asks, takes an answer of 14,800 octets, rates by a reaction, and pushes at the minute")
        func loop() throws {
            let (server, token) = try sandbox()
            let house = try House("yiti-loop", port: server.port, token: token, hasShippedLimits: true)
            let (alice, room) = try house.person("alice-loop")
            try alice.write("!start", in: room)
            #expect(try alice.messages(1)[0].sender == house.bot.id)
            for text in ["/language zh", "下一题"] {
                try alice.write(text, in: room)
                #expect(try alice.messages(1).count == 1)
            }
            let long = String(repeating: "损失e\u{301}👩‍👩‍👧‍👦。", count: 400)
            try alice.write(long, in: room)
            let prompt = try alice.messages(1)[0]
            try alice.react("3️⃣", to: prompt.id, in: room)
            #expect(try alice.messages(1)[0].text.contains("3"))
            try alice.write("/streak", in: room)
            let streak = try alice.messages(2)
            #expect(streak[0].text.contains("■") && streak[1].text.contains("四周"))
            #expect(streak[1].picture?.hasPrefix("mxc://") == true)
            try alice.write("/subscribe 09:00", in: room)
            _ = try alice.messages(1)
            let clock = try server.bridge(push: false)
            try clock.advance(to: "2026-03-03T09:00:00Z")
            let pushed = try alice.messages(1)[0]
            #expect(pushed.room == room)
            // The push was acked: what is written now answers it.
            try alice.write("an answer to what was pushed", in: room)
            let question = try #require(pushed.text.split(separator: " ").first)
            #expect(try alice.messages(1)[0].text.contains("\(question) 的回答"))
            try alice.write("/history 5", in: room)
            let history = try alice.messages(1).map(\.text).joined()
            #expect(history.contains("an answer to what was pushed"))
            #expect(house.bridge.log.contains("error") == false)
        }

        @Test("answers what was written while it was down, in order and once")
        func away() throws {
            let (server, token) = try sandbox()
            let house = try House("yiti-away", port: server.port, token: token)
            let (alice, room) = try house.person("alice-away")
            try alice.write("!start", in: room)
            _ = try alice.messages(1)
            #expect(try house.bridge.terminate() == 0)
            for number in 1...14 { try alice.write("/search word\(number)x", in: room) }
            try house.bridge.restart()
            let answers = try alice.messages(14)
            for (number, answer) in zip(1..., answers) { #expect(answer.text.contains("word\(number)x")) }
            #expect(answers.count == 14)
        }

        /// Waits for the answer to a word, since nobody writes on unread for ever.
        private func read(_ word: String?, by person: MatrixPerson, in room: String) throws {
            guard let word else { return }
            while try !person.history(of: room).contains(where: { $0.text.contains("“\(word)”") }) {
                _ = try? person.sync()
            }
        }

        @Test("loses nothing and doubles nothing when it or the homeserver is killed at any instant")
        func kills() throws {
            let (server, token) = try sandbox()
            let house = try House("yiti-kills", port: server.port, token: token)
            let (alice, room) = try house.person("alice-kills")
            try alice.write("!start", in: room)
            _ = try alice.messages(1)
            var words: [String] = []
            var round = 0
            repeat {
                round += 1
                try read(words.dropLast(20).last, by: alice, in: room)
                for _ in 1...5 {
                    words.append("word\(words.count)x")
                    try alice.write("/search \(words.last ?? "")", in: room)
                }
                // The instant of the kill is by chance: it falls before, between and behind the writes and the answers.
                usleep(.random(in: 0...400_000))
                if round.isMultiple(of: 4) { try house.server.killAndRestart(); continue }
                try house.bridge.kill()
                try house.bridge.restart()
            } while round < 8 || Program.soaks && (round < 60 || !house.bridge.caught.isEnough)
            // Whatever is doubled comes before the answer to what is asked last.
            try alice.write("/search thelastone", in: room)
            while try !alice.messages(1).contains(where: { $0.text.contains("thelastone") }) {}
            let answers = try alice.history(of: room).map(\.text).filter { $0.contains("“word") }
            #expect(answers.count == words.count)
            for (word, answer) in zip(words, answers) { #expect(answer.contains(word)) }
        }

        /// The minute after this one in UTC, as a subscription takes it.
        private static func nextMinute() -> String {
            let minutes = (time(nil) + 75) / 60 % 1_440
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            return two(minutes / 60) + ":" + two(minutes % 60)
        }

        @Test("loses nothing and doubles nothing when the server is killed at any instant, and pushes go on")
        func serverKills() throws {
            let data = try Scratch()
            let port = try FreePort.find()
            func serve() throws -> ServerProcess { try ServerProcess.real(data: data, port: port) }
            var yiti = try serve()
            let made = try Program.run(["token", "create", "matrix", "--data", data.path])
            let token = try #require(made.output.split(whereSeparator: \.isWhitespace).first { $0.count > 20 })
            let house = try House("yiti-serverkills", port: port, token: String(token))
            let (alice, room) = try house.person("alice-serverkills")
            try alice.write("/subscribe \(Self.nextMinute())", in: room)
            _ = try alice.messages(1)
            var words: [String] = []
            for _ in 1...(Program.soaks ? 40 : 4) {
                try read(words.dropLast(20).last, by: alice, in: room)
                for _ in 1...5 {
                    words.append("word\(words.count)x")
                    try alice.write("/search \(words.last ?? "")", in: room)
                }
                usleep(.random(in: 0...400_000))
                yiti.kill()
                _ = try yiti.waitForExit()
                yiti = try serve()
            }
            try alice.write("/search thelastone", in: room)
            while try !alice.messages(1).contains(where: { $0.text.contains("thelastone") }) {}
            let answers = try alice.history(of: room).map(\.text).filter { $0.contains("“word") }
            #expect(answers.count == words.count)
            for (word, answer) in zip(words, answers) { #expect(answer.contains(word)) }
            // The question that was put off came by itself in between, or comes now.
            while try !alice.history(of: room).contains(where: { $0.text.contains("/hint") }) { _ = try? alice.sync() }
        }

        @Test("reads all that was written while it was away, however much, and what was said before it had to leave")
        func gaps() throws {
            let (server, token) = try sandbox()
            let house = try House("yiti-gaps", port: server.port, token: token)
            let alice = try MatrixPerson("alice-gaps", on: house.server)
            let bob = try MatrixPerson("bob-gaps", on: house.server)
            let (carol, chat) = try house.person("carol-gaps")
            try carol.write("!next", in: chat)
            _ = try carol.messages(1)
            let room = try alice.makeRoom(with: [house.bot.id, bob.id], isDirect: false)
            try bob.join(room)
            _ = try alice.messages(1)
            #expect(try house.bridge.terminate() == 0)
            try carol.write("my last words", in: chat)
            try house.bot.leave(chat)
            try alice.write("!whoami", in: room)
            for number in 1...(Program.soaks ? 6_000 : 160) { try bob.write("talk \(number)", in: room) }
            try house.bridge.restart()
            var heard: [MatrixPerson.Message] = []
            while !heard.contains(where: { $0.sender == house.bot.id }) { heard += try alice.messages(1) }
            let other = try carol.makeRoom(with: [house.bot.id])
            try carol.write("/history 5", in: other)
            while try !carol.messages(1).contains(where: { $0.text.contains("my last words") }) {}
        }

        @Test("reads on in a gap after it was killed in it, each message once")
        func killedInGap() throws {
            let (server, token) = try sandbox()
            let house = try House("yiti-ingap", port: server.port, token: token)
            let alice = try MatrixPerson("alice-ingap", on: house.server)
            let bob = try MatrixPerson("bob-ingap", on: house.server)
            let room = try alice.makeRoom(with: [house.bot.id, bob.id], isDirect: false)
            try bob.join(room)
            _ = try heard(by: alice) { $0.sender == house.bot.id }
            #expect(try house.bridge.terminate() == 0)
            let count = 20
            for number in 0..<(Program.soaks ? 1_000 : 240) {
                try bob.write("talk \(number)", in: room)
                if number < count { try alice.write("!whoami", in: room) }
            }
            for _ in 1...3 {
                try house.bridge.restart()
                try house.bridge.killSoon()
            }
            try house.bridge.restart()
            try alice.write("!next", in: room)
            _ = try heard(by: alice) { $0.text.contains("★") }
            let answers = try alice.history(of: room).filter { $0.sender == house.bot.id }
            // The first says what it is, the last has a question.
            #expect(answers.count == count + 2)
        }

        @Test("sets a room aside that refuses it, and goes on with the others")
        func refused() throws {
            let (server, token) = try sandbox()
            let house = try House("yiti-refused", port: server.port, token: token)
            let (carol, chat) = try house.person("carol-refused")
            try carol.write("!start", in: chat)
            _ = try carol.messages(1)
            // In this room it may not even say that it can't read.
            let alice = try MatrixPerson("alice-refused", on: house.server)
            let quiet: JSON = [
                "type": "m.room.power_levels", "state_key": "",
                "content": ["events_default": 50],
            ]
            let encrypted: JSON = [
                "type": "m.room.encryption", "state_key": "", "content": ["algorithm": "m.megolm.v1.aes-sha2"],
            ]
            _ = try alice.makeRoom(with: [house.bot.id], isDirect: false, state: [quiet, encrypted])
            try wait { house.bridge.log.contains("could not say in") }
            try carol.write("/search behind", in: chat)
            while try !carol.messages(1).contains(where: { $0.text.contains("behind") }) {}
            // From this one it is put out for good while it is away, and can't read what was said there.
            let bob = try MatrixPerson("bob-refused", on: house.server)
            let room = try alice.makeRoom(with: [house.bot.id, bob.id], isDirect: false)
            try bob.join(room)
            while try !bob.messages(1).contains(where: { $0.text.contains("/next") }) {}
            #expect(try house.bridge.terminate() == 0)
            for number in 1...60 { try bob.write("talk \(number)", in: room) }
            try alice.putOut(house.bot.id, of: room, forGood: true)
            try carol.write("/search behindall", in: chat)
            try house.bridge.restart()
            while try !carol.messages(1).contains(where: { $0.text.contains("behindall") }) {}
            try wait { house.bridge.log.contains("is passed over") }
        }

        @Test("asks nothing of whoever puts it out for good, and makes one new room where it left by itself")
        func blocked() throws {
            let (server, token) = try sandbox()
            let house = try House("yiti-blocked", port: server.port, token: token)
            let (bob, other) = try house.person("bob-blocked")
            let alice = try MatrixPerson("alice-blocked", on: house.server)
            let chat = try alice.makeRoom(with: [house.bot.id], isDirect: false)
            for (person, room) in [(alice, chat), (bob, other)] {
                try person.write("/subscribe 09:00", in: room)
                _ = try person.messages(1)
            }
            try alice.putOut(house.bot.id, of: chat, forGood: true)
            try house.bot.leave(other)
            let clock = try server.bridge(push: false)
            // Whoever is answered behind that shows that the bridge has heard of it.
            let (carol, last) = try house.person("carol-blocked")
            try carol.write("!start", in: last)
            _ = try carol.messages(1)
            try clock.advance(to: "2026-03-03T09:00:00Z")
            var rooms: [String] = []
            while rooms.isEmpty { rooms = try bob.invitations() }
            #expect(rooms.count == 1)
            try bob.join(rooms[0])
            let question = try #require(try bob.history(of: rooms[0]).first { $0.text.contains("★") })
            try bob.write("an answer in reply", in: rooms[0], Self.reply(to: question))
            let id = try #require(question.text.split(separator: " ").first)
            #expect(try bob.messages(1).contains { $0.text.contains(id) })
            #expect(try alice.invitations().isEmpty)
            let again = try alice.makeRoom(with: [house.bot.id])
            try alice.write("!next", in: again)
            #expect(try alice.messages(1)[0].text.contains("★"))
        }

        @Test("answers in the thread where it was asked, which is a room of its own but under its own question")
        func threads() throws {
            let (server, token) = try sandbox()
            let house = try House("yiti-threads", port: server.port, token: token)
            let alice = try MatrixPerson("alice-threads", on: house.server)
            let bob = try MatrixPerson("bob-threads", on: house.server)
            let room = try alice.makeRoom(with: [house.bot.id, bob.id], isDirect: false)
            try bob.join(room)
            _ = try heard(by: alice) { $0.sender == house.bot.id }
            func thread(_ root: String, _ last: String? = nil) -> [String: JSON] {
                [
                    "m.relates_to": [
                        "rel_type": "m.thread", "event_id": .string(root), "is_falling_back": true,
                        "m.in_reply_to": ["event_id": .string(last ?? root)],
                    ]
                ]
            }
            let root = try alice.write("let us practise", in: room)
            try alice.write("!subscribe 09:30", in: room, thread(root))
            #expect(try heard(by: alice) { $0.sender == house.bot.id }.last?.thread == root)
            // The room itself has no subscription.
            try alice.write("!subscriptions", in: room)
            let none = try heard(by: alice) { $0.sender == house.bot.id }
            #expect(none.last?.thread == nil && none.last?.text.contains("09:30") == false)
            let clock = try server.bridge(push: false)
            try clock.advance(to: "2026-03-03T09:30:00Z")
            #expect(try heard(by: alice) { $0.text.contains("★") }.last?.thread == root)
            // A thread under a question of the bot's is about that question, in the room where it was asked.
            try alice.write("!next", in: room)
            let question = try #require(heard(by: alice) { $0.text.contains("★") }.last)
            let first = try alice.write("what alice thinks", in: room, thread(question.id))
            let answer = try heard(by: alice) { $0.sender == house.bot.id }.last
            #expect(answer?.thread == question.id && answer?.text.contains("Received") == true)
            try alice.write("talk among people", in: room, thread(question.id, first))
            // An edit says nothing of its thread.
            func edit(_ text: String, of message: String) throws {
                let shown: JSON = ["msgtype": "m.text", "body": .string(text)]
                try alice.write(
                    "* " + text, in: room,
                    ["m.new_content": shown, "m.relates_to": ["rel_type": "m.replace", "event_id": .string(message)]])
            }
            try edit("what alice thinks now", of: first)
            #expect(try heard(by: alice) { $0.sender == house.bot.id }.last?.thread == question.id)
            let unheard = try alice.write("next", in: room, thread(root))
            try edit("!next", of: unheard)
            #expect(try heard(by: alice) { $0.sender == house.bot.id }.last?.thread == root)
            // That of what was not meant for the bot is none of its business.
            let talk = try alice.write("talk", in: room)
            try edit("small talk", of: talk)
            try alice.write("!whoami", in: room)
            #expect(try heard(by: alice) { $0.sender == house.bot.id }.last?.thread == nil)
        }

        @Test("says so in an encrypted room, asks to another, and leaves")
        func encrypted() throws {
            let (server, token) = try sandbox()
            let house = try House("yiti-crypt", port: server.port, token: token)
            let alice = try MatrixPerson("alice-crypt", on: house.server)
            let room = try alice.makeRoom(
                with: [house.bot.id],
                state: [
                    [
                        "type": "m.room.encryption", "state_key": "", "content": ["algorithm": "m.megolm.v1.aes-sha2"],
                    ]
                ])
            let told = try alice.messages(1)[0]
            #expect(told.room == room && told.text.contains("encrypted"))
            let other = try #require(alice.ask("GET", "sync")["rooms"]["invite"].object?.keys.first)
            try alice.join(other)
            try alice.write("!start", in: other)
            #expect(try alice.messages(2).last?.room == other)
        }

        private static let sealed: JSON = [
            "type": "m.room.encryption", "state_key": "", "content": ["algorithm": "m.megolm.v1.aes-sha2"],
        ]

        @Test("makes one room for somebody alone, whenever it is killed while it makes it")
        func oneOwnRoom() throws {
            let (server, token) = try sandbox()
            let house = try House("yiti-one", port: server.port, token: token)
            for number in 1...(Program.soaks ? 40 : 8) {
                let alice = try MatrixPerson("alice-one\(number)", on: house.server)
                let room = try alice.makeRoom(with: [house.bot.id], state: [Self.sealed])
                // The bot is in before it makes a room of its own.
                try wait { try alice.members(of: room).contains(house.bot.id) }
                try house.bridge.killSoon()
                try house.bridge.restart()
                let other = try firstInvitation(of: alice)
                try alice.join(other)
                try alice.write("!start", in: other)
                _ = try heard(by: alice) { $0.room == other && $0.text.contains("/next") }
                #expect(try alice.ask("GET", "sync")["rooms"]["invite"].object ?? [:] == [:])
            }
        }

        @Test("asks nothing of whoever declines the room that it made for them, until they write")
        func declined() throws {
            let (server, token) = try sandbox()
            let house = try House("yiti-declined", port: server.port, token: token)
            let (alice, room) = try house.person("alice-declined")
            try alice.write("/subscribe 09:00", in: room)
            while try !alice.messages(1).contains(where: { $0.text.contains("09:00") }) {}
            try alice.encrypt(room)
            let other = try firstInvitation(of: alice)
            try alice.leave(other)
            // Whoever is answered behind that shows that the server has heard of it.
            let (carol, chat) = try house.person("carol-declined")
            try carol.write("/subscribe 09:00", in: chat)
            _ = try heard(by: carol) { $0.text.contains("09:00") }
            try server.bridge(push: false).advance(to: "2026-03-03T09:00:00Z")
            _ = try heard(by: carol) { $0.text.contains("★") }
            for word in ["fence1x", "fence2x"] {
                try carol.write("/search \(word)", in: chat)
                _ = try heard(by: carol) { $0.text.contains(word) }
            }
            #expect(try !house.bot.everything(in: other).contains("★"))
            #expect(try alice.invitations().isEmpty)
            let again = try alice.makeRoom(with: [house.bot.id])
            try alice.write("!next", in: again)
            _ = try heard(by: alice) { $0.room == again && $0.text.contains("★") }
        }

        @Test("leaves a private chat that becomes encrypted, and asks in the one that it made instead")
        func becomesEncrypted() throws {
            let (server, token) = try sandbox()
            let house = try House("yiti-sealed", port: server.port, token: token)
            let (alice, room) = try house.person("alice-sealed")
            try alice.write("!subscribe 09:00", in: room)
            while try !alice.messages(1).contains(where: { $0.text.contains("09:00") }) {}
            try alice.encrypt(room)
            #expect(try alice.messages(1).contains { $0.room == room && $0.text.contains("encrypted") })
            let others = try invitations(of: alice)
            let other = try #require(others.first)
            #expect(other != room && others.count == 1)
            try alice.join(other)
            try wait { try !alice.members(of: room).contains(house.bot.id) }
            try server.bridge(push: false).advance(to: "2026-03-03T09:00:00Z")
            while case let messages = try alice.messages(1), !messages.contains(where: { $0.text.contains("★") }) {
                #expect(messages.allSatisfy { $0.room == other })
            }
            try alice.write("!start", in: other)
            #expect(try alice.messages(1).allSatisfy { $0.room == other })
        }

        /// Waits for an invitation.
        private func firstInvitation(of person: MatrixPerson) throws -> String {
            let deadline = Deadline(seconds: 60)
            while deadline.remainingMilliseconds > 0 {
                if let room = try person.invitations().first { return room }
            }
            throw KitFailure("no invitation")
        }

        /// The rooms that somebody is invited to, once there are any.
        private func invitations(of person: MatrixPerson) throws -> [String] {
            let deadline = Deadline(seconds: 60)
            while true {
                guard deadline.remainingMilliseconds > 0 else { throw KitFailure("no invitation") }
                let rooms = (try person.ask("GET", "sync")["rooms"]["invite"].object ?? [:]).keys.sorted()
                if !rooms.isEmpty { return rooms }
            }
        }

        @Test("keeps a private chat private when it becomes a room: only what is meant for the bot is answered there")
        func room() throws {
            let (server, token) = try sandbox()
            let house = try House("yiti-room", port: server.port, token: token)
            let alice = try MatrixPerson("alice-room", on: house.server)
            let bob = try MatrixPerson("bob-room", on: house.server)
            let room = try alice.makeRoom(with: [house.bot.id, bob.id], isDirect: false)
            try bob.join(room)
            #expect(try alice.messages(1)[0].text.contains("/next"))
            try alice.write("hello bob", in: room)
            try alice.write("!whoami", in: room)
            #expect(try alice.messages(1).map(\.room) == [room])
            try alice.write("\(house.bot.id): /help", in: room)
            #expect(try alice.messages(1)[0].sender == house.bot.id)
        }

        /// A reply to a message, as clients send it.
        private static func reply(to message: MatrixPerson.Message) -> [String: JSON] {
            ["m.relates_to": ["m.in_reply_to": ["event_id": .string(message.id)]]]
        }

        /// Waits until something of that kind is said in the room; all that was said until then.
        private func heard(
            by person: MatrixPerson, _ isIt: (MatrixPerson.Message) -> Bool
        ) throws -> [MatrixPerson.Message] {
            var heard: [MatrixPerson.Message] = []
            while !heard.contains(where: isIt) { heard += try person.messages(1) }
            return heard
        }

        @Test(
            "asks a room of four once a day whoever leaves, seals the answers, and goes on in private when it is put out"
        )
        func roomOfFour() throws {
            let (server, token) = try sandbox()
            let house = try House("yiti-four", port: server.port, token: token)
            let people = try ["alice-four", "bob-four", "carol-four", "dan-four"].map {
                try MatrixPerson($0, on: house.server)
            }
            let (alice, bob, carol) = (people[0], people[1], people[2])
            let room = try alice.makeRoom(with: [house.bot.id] + people.dropFirst().map(\.id), isDirect: false)
            for person in people.dropFirst() { try person.join(room) }
            _ = try heard(by: alice) { $0.sender == house.bot.id }
            let chat = try carol.makeRoom(with: [house.bot.id])
            for line in ["/name Carol", "/subscribe 10:00"] {
                try carol.write(line, in: chat)
                _ = try heard(by: carol) { $0.room == chat && $0.sender == house.bot.id }
            }
            for (person, line) in [(carol, "!leaderboard join"), (alice, "!subscribe 09:00")] {
                try person.write(line, in: room)
                _ = try heard(by: person) { $0.room == room && $0.sender == house.bot.id }
            }
            _ = try heard(by: carol) { $0.room == room && $0.text.contains("09:00") }
            let clock = try server.bridge(push: false)
            var asked: [String] = []
            let days = 3...(Program.soaks ? 16 : 5)
            for day in days {
                try clock.advance(to: "2026-03-\(day < 10 ? "0" : "")\(day)T09:00:00Z")
                func isQuestion(_ message: MatrixPerson.Message) -> Bool {
                    message.room == room && message.text.contains("★")
                }
                let question = try #require(heard(by: carol, isQuestion).last(where: isQuestion))
                asked.append(question.text)
                try carol.write("what carol thinks of day \(day)", in: room, Self.reply(to: question))
                _ = try heard(by: carol) { $0.room == room && $0.text.contains("Received") }
                if day == days.lowerBound { try bob.leave(room) }
            }
            #expect(Set(asked).count == asked.count)
            // At a day's end the room is told who answered, and only the names of those who joined its board.
            let told = try carol.history(of: room).map(\.text).filter { $0.contains("Key points of") }
            #expect(told.count == asked.count - 1 && told.allSatisfy { $0.contains("Answered: Carol") })
            // The bot is put out; carol's own question comes all the same.
            try alice.putOut(house.bot.id, of: room)
            try carol.write("/streak", in: chat)
            _ = try heard(by: carol) { $0.room == chat && $0.sender == house.bot.id }
            let before = try carol.history(of: room).count
            try clock.advance(to: "2026-03-20T10:00:00Z")
            _ = try heard(by: carol) { $0.room == chat && $0.sender == house.bot.id }
            #expect(try carol.history(of: room).count == before)
        }

        @Test("ends with the code that its supervisor needs")
        func codes() throws {
            let (server, token) = try sandbox()
            let house = try House("yiti-codes", port: server.port, token: token)
            let (alice, room) = try house.person("alice-codes")
            try alice.write("!start", in: room)
            _ = try alice.messages(1)
            #expect(try house.bridge.second().status == 73)
            let check = try house.bridge.second(["--check"])
            #expect(check.status == 0 && check.output.contains("good"))
            // Neither what is refused nor what can't be reached is waited for, and nobody's place is taken.
            func tried(_ keys: [String: String], _ secrets: [String: String]) throws -> Program.Outcome {
                try BridgeProcess.check("matrix", keys, environment: secrets)
            }
            let homeserver = "http://127.0.0.1:\(house.server.port)"
            func end(_ keys: [String: String], _ secrets: [String: String]) throws -> Int32 {
                try BridgeProcess("matrix", keys, environment: secrets).waitForExit()
            }
            let keys = ["homeserver": homeserver, "user": "yiti-codes", "server": "127.0.0.1:\(server.port)"]
            let secrets = ["YITI_MATRIX_TOKEN": token, "YITI_MATRIX_PASSWORD": "secret"]
            #expect(try end(keys, secrets.merging(["YITI_MATRIX_PASSWORD": "wrong"]) { _, new in new }) == 77)
            #expect(try end(keys, secrets.merging(["YITI_MATRIX_TOKEN": "wrong"]) { _, new in new }) == 77)
            #expect(try end(keys.merging(["nonsense": "1"]) { _, new in new }, secrets) == 78)
            #expect(try tried(keys, secrets.merging(["YITI_MATRIX_TOKEN": "wrong"]) { _, new in new }).status == 77)
            for (key, name) in [("homeserver", "matrix"), ("server", "the server")] {
                let away = key == "server" ? "127.0.0.1:1" : "http://127.0.0.1:1"
                let outcome = try tried(keys.merging([key: away]) { _, new in new }, secrets)
                #expect(outcome.status == 78 && outcome.output.contains("\(name) "))
                #expect(outcome.output.contains("can't be reached"))
            }
            // Another journal of the same name takes the place, and the older ends instead of taking turns.
            let other = try BridgeProcess("matrix", keys, environment: secrets)
            #expect(try house.bridge.waitForExit() == 3)
            #expect(try other.terminate() == 0)
        }
    }
}
