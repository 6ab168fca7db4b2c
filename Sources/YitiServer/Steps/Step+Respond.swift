import YitiCore

/// What somebody said, in any of its spellings.
enum Saying {
    /// A line or a message, and what it replies to.
    case text(String, replyingTo: Reference = .nothing)
    /// Lines that were saved as an answer to a question.
    case draft(String, question: String)
    /// A button's callback.
    case callback(String)
}

/// What a text replies to.
enum Reference {
    case nothing
    case question(String)
    /// Something Yiti does not know, or that is somebody else's.
    case unknown
}

extension Step {
    /// Carries out what was said and says what the reply is. A refusal is a reply too; then nothing but hints was changed.
    mutating func respond(to saying: Saying) throws -> Reply {
        do {
            guard turn.room.disk.level != .full else { throw Refusal.busy }
            let news = try freezeNews()
            let messages = try messages(for: saying)
            return .messages(Array((news + preface + messages).prefix(8)))
        } catch let refusal as Refusal {
            return .refused(refusal)
        }
    }

    private mutating func text(_ text: String, rating: Rating?, replyingTo reference: Reference) throws -> [Message] {
        switch reference {
        case .nothing: try self.text(text, rating: rating, question: nil)
        case .question(let question): try self.text(text, rating: rating, question: question)
        case .unknown: throw Refusal.unknownReference
        }
    }

    private mutating func messages(for saying: Saying) throws -> [Message] {
        switch saying {
        case .callback(let callback): try run(try catalog.parser.callback(callback).get())
        case .draft(let text, let question): try self.text(text, rating: nil, question: question)
        case .text(let text, let reference):
            switch catalog.parser.parse(text, today: today) {
            case .command(let command): try run(command)
            case .refused(let refusal): throw refusal
            case .text(let text, let rating): try self.text(text, rating: rating, replyingTo: reference)
            }
        }
    }
}
