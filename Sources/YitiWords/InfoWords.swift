package import YitiCore

/// Text, buttons and data of messages that have no kind of their own.
package enum InfoWords {
    /// The words of an info.
    package static func facts(of info: Info) -> InfoFacts {
        switch info {
        case .start(let isRoom): HelpWords.start(isRoom: isRoom)
        case .help(let verb, let isSandbox): HelpWords.help(verb: verb, isSandbox: isSandbox)
        case .usage(let verb, let answer): HelpWords.usage(verb: verb, answer: answer)
        case .hint(let question, let number): HintWords.hint(question, number: number)
        case .reveal(let question, let notes, let isBeforeAnswer, let earlier):
            RevealWords.reveal(question, notes: notes, isBeforeAnswer: isBeforeAnswer, earlier: earlier)
        case .keyPoints(let question): RevealWords.keyPoints(question)
        case .roomDay(let question, let names, let others): RoomWords.day(question, names: names, others: others)
        case .skipped(let question): QuestionWords.skipped(question)
        case .later(let question, let back): QuestionWords.later(question, back: back)
        case .why(let question, let topicName, let pick, let interview, let today, let own, let isLasting):
            WhyWords.why(
                question, topicName: topicName, pick: pick, interview: interview, today: today, own: own,
                isLasting: isLasting)
        case .undone(let step, let question, let answer, let streak):
            UndoWords.undone(step, question, answer: answer, streak: streak)
        case .topicsLost(let number, let topics, let areSelected):
            LostTopicsWords.topicsLost(number: number, topics: topics, areSelected: areSelected)
        case .freezesSpent(let days, let left): StreakWords.freezesSpent(days, left: left)
        case .plan(let facts): PlanWords.plan(facts)
        case .found(let page): SearchWords.found(page)
        case .bookmarks(let items): ShelfWords.bookmarks(items)
        case .bookmarked(let question, let isSet): ShelfWords.bookmarked(question, isSet: isSet)
        case .noted(let question): ShelfWords.noted(question)
        case .guest: AccountWords.guest
        case .whoami(let name, let since, let answers, let identities):
            AccountWords.whoami(name: name, since: since, answers: answers, identities: identities)
        case .webLink(let link): AccountWords.webLink(link)
        case .key(let key): AccountWords.key(key)
        case .loggedIn(let name, let open): AccountWords.loggedIn(name: name, open: open)
        case .linkCode(let code): LinkWords.linkCode(code)
        case .linkAwaits: LinkWords.linkAwaits
        case .linkClaimed(let name, let bridge, let user): LinkWords.linkClaimed(name: name, bridge: bridge, user: user)
        case .linked(let paused): LinkWords.linked(paused: paused)
        case .unlinked: LinkWords.unlinked
        case .goodbye: AccountWords.goodbye
        case .exported(let content, let format, let page, let pages):
            DataWords.exported(content, format: format, page: page, of: pages)
        case .forgetCode(let code, let belongings): DataWords.forgetCode(code, deletes: belongings)
        case .forgotten(let belongings): DataWords.forgotten(belongings)
        case .reported(let question): DataWords.reported(question)
        case .clock(let now): DataWords.clock(now)
        case .stored(let text): InfoFacts(text)
        }
    }
}
