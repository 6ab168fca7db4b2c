import Foundation
import Testing
import YitiCore
import YitiServer
import YitiWords

@Suite("what is said in a state")
struct RoomTests {
    private let harness: WriterHarness

    init() throws { harness = try WriterHarness() }

    @Test("every command that is not marked public is forbidden, and told to write alone in both languages")
    func forbidden() async throws {
        for language in ["zh", "en"] {
            _ = try await harness.say("/language \(language)")
            for row in CommandTable.rows(isSandbox: true) where !row.isPublic {
                for line in ["/\(row.verb)", CommandWords.of(row.verb).example.wording(in: .en), row.chinese[0]] {
                    let reply = try await harness.say(line, in: "state-1")
                    #expect(reply.code == "forbidden", "/\(row.verb): \(line)")
                    let words = language == "zh" ? "请单独发给我" : "write to me alone"
                    #expect(reply.text?.contains(words) == true, "/\(row.verb): \(line)")
                }
            }
        }
    }

    @Test("the commands that are marked public are answered")
    func answered() async throws {
        for row in CommandTable.rows(isSandbox: true) where row.isPublic {
            let reply = try await harness.say("/\(row.verb)", in: "state-1")
            #expect(reply.code != "forbidden", "\(row.verb)")
        }
    }

    @Test("hints, the answer and key points are forbidden by buttons and lists too, and nothing is stored")
    func points() async throws {
        let question = try #require(try await harness.say("/next", in: "state-1").ref)
        for button in ["hint:\(question)", "reveal:\(question)", "history:\(question)", "stats", "settings", "topics"] {
            #expect(try await harness.press(button, in: "state-1").code == "forbidden", "\(button)")
        }
        let answer = try #require(try await harness.say("an answer", in: "state-1").data("prompt")?["answer"] as? Int)
        for text in ["1 3", "/points 1", "/points none"] {
            #expect(try await harness.say(text, in: "state-1").code == "forbidden", "\(text)")
        }
        #expect(try await harness.press("tick:1:\(answer)", in: "state-1").code == "forbidden")
        let history = try await harness.say("/history").data("history")?["answers"] as? [[String: Any]]
        #expect(history?.map { $0["text"] as? String } == ["an answer"])
    }

    @Test("of what a member remembers nothing is said")
    func memory() async throws {
        _ = try await harness.say("/language en")
        _ = try await harness.say("/topic loss")
        for _ in 1...10 {
            _ = try await harness.say("/next")
            _ = try await harness.say("an answer")
            _ = try await harness.say("2")
        }
        try await harness.advance(hours: 96)
        let asked = try await harness.say("/next", in: "state-1")
        #expect(!asked.texts.contains("recall") && !asked.texts.contains("review"))
        let data = try #require(asked.data("question"))
        #expect(data["predicted_recall"] is NSNull && data["state"] as? String == "review")
        #expect(try await harness.say("/next").texts.contains("review, recall now"))
    }

    @Test("whoever presses the buttons of another's answer is told that it is not theirs")
    func othersButtons() async throws {
        for user in ["a", "b"] {
            _ = try await harness.say("/language en", as: user)
            _ = try await harness.say("/next", as: user, in: "state-1")
        }
        let answer = try #require(
            try await harness.say("an answer", as: "a", in: "state-1").data("prompt")?["answer"] as? Int)
        let refused = try await harness.press("rate:3:\(answer)", as: "b", in: "state-1")
        #expect(refused.code == "not_found" && refused.text?.contains("somebody else's answer") == true)
        #expect(try await harness.press("rate:3:\(answer)", as: "a", in: "state-1").isOK)
    }

    @Test(
        "what is refused names no command that is refused there without saying where it works; nothing of a streak is said"
    )
    func pointers() async throws {
        for (language, alone) in [("en", "(/topics: write to me alone)"), ("zh", "（/topics 请单独发给我）")] {
            _ = try await harness.say("/language \(language)")
            #expect(try await harness.say("/next nonesuch", in: "state-1").text?.hasSuffix(alone) == true)
            #expect(try await harness.say("/next nonesuch").text?.contains(alone) == false)
            #expect(try await harness.say("/history", in: "state-1").text?.contains(alone) == false)
        }
        #expect(try await harness.say("/start", in: "state-1").callbacks == ["next", "help"])
        #expect(try await harness.say("/start").callbacks == ["next", "topics", "help"])
        _ = try await harness.say("/subscribe 9:00", in: "state-1")
        #expect(try await harness.say("/pause", in: "state-1").texts.contains("不影响连续") == false)
        #expect(try await harness.say("/pause").texts.contains("不影响连续"))
    }

    @Test("in private, a rating of what was answered in a room is told where it goes, and goes there by its number")
    func ratedAlone() async throws {
        _ = try await harness.say("/language en")
        _ = try await harness.say("/next", in: "state-1")
        let answer = try #require(try await harness.say("an answer", in: "state-1").data("prompt")?["answer"] as? Int)
        for text in ["3", "1 3", "good"] {
            let refused = try await harness.say(text)
            #expect(refused.code == "no_question" && refused.text?.contains("/rate 3 \(answer)") == true, "\(text)")
        }
        for text in ["/rate 2", "/rate"] {
            let refused = try await harness.say(text)
            #expect(refused.code == "no_rating_pending" && refused.text?.contains("in the room") == true, "\(text)")
            #expect(refused.text?.contains("/rate 3 \(answer)") == true, "\(text)")
        }
        #expect(try await harness.say("/rate 3 \(answer)").data("rated")?["answer"] as? Int == answer)
        #expect(try await harness.say("3").text?.contains("/rate") == false)
    }

    @Test("unknown commands and commands for others are met with silence, in private they are not")
    func silence() async throws {
        for text in ["/nexxt", "/foo bar", "/next@other_bot", "/stats@other_bot", "/foo@yiti_bot"] {
            let reply = try await harness.say(text, in: "state-1")
            #expect(reply.isOK && reply.messages.isEmpty, "\(text)")
        }
        for text in ["/next@yiti_bot", "/next@chat", "/next@YitiBot loss"] {
            #expect(try await harness.say(text, in: "state-1").kinds == ["question"], "\(text)")
        }
        #expect(try await harness.say("/nexxt").code == "unknown_command")
        #expect(try await harness.say("/next@whatever_bot").kinds == ["question"])
    }
}
