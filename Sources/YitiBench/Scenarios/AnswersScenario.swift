/// Pairs of an answer and its rating, each durable before it is replied to.
struct AnswersScenario {
    let options: BenchOptions

    /// What learners might write, in either language; about as long as short answers are.
    private static let texts = [
        "Cross-entropy compares the predicted distribution with the labels, and its gradient is p - y.",
        "交叉熵比较预测的分布和标签，它对 logit 的梯度是 p 减 y，得到的学习信号不会消失",
    ]
    private static let ratings = ["1", "2", "3", "4"]

    func run(_ access: Access, memory: inout ServerMemory) throws -> BenchReport {
        let load = try BridgeLoad.open(access, connections: options.connections, inFlight: options.inFlight)
        try load.introduce(options.people, access)
        let questions = try load.questions(access)
        let end = Monotonic.now + UInt64(options.seconds * 1e9)
        load.glance = { [watch = memory] in watch.look() }
        var pairs = 0
        // What a request was: an answer of operation k is k * 2, its rating k * 2 + 1.
        let seconds = try load.run(rate: options.rate, while: { _ in Monotonic.now < end }) { client, number, from in
            let question = questions[(number / options.people) % questions.count]
            let text = Self.texts[number % Self.texts.count]
            let rest = Self.command(access.user(number % options.people), text, mid: number * 2)
            _ = client.ask("cmd", rest + #","re":""# + question + "\"", started: from, what: number * 2)
        } replied: { client, what, _ in
            guard what % 2 == 0 else {
                pairs += 1
                return
            }
            let number = what / 2
            let rating = Self.ratings[(number / 7 + number) % 4]
            let rest = Self.command(access.user(number % options.people), rating, mid: what + 1)
            _ = client.ask("cmd", rest, started: Monotonic.now, what: what + 1)
        }
        memory.look()
        return BenchReport(
            options, unit: "pairs of answer and rating", rate: Double(pairs) / seconds, latencies: load.latencies,
            tally: load.tally, residentKilobytes: memory.peakKilobytes, connections: options.connections,
            seconds: seconds)
    }

    private static func command(_ user: String, _ text: String, mid: Int) -> String {
        #""user":""# + user + #"","mid":"m"# + String(mid) + #"","text":""# + text + "\""
    }
}

/// `/next` of one person after another.
struct NextScenario {
    let options: BenchOptions

    func run(_ access: Access, memory: inout ServerMemory) throws -> BenchReport {
        let load = try BridgeLoad.open(access, connections: options.connections, inFlight: options.inFlight)
        try load.introduce(options.people, access)
        let end = Monotonic.now + UInt64(options.seconds * 1e9)
        load.glance = { [watch = memory] in watch.look() }
        var done = 0
        let seconds = try load.run(rate: options.rate, while: { _ in Monotonic.now < end }) { client, number, from in
            let user = access.user(number % options.people)
            let rest = #""user":""# + user + #"","mid":"n"# + String(number) + #"","text":"/next""#
            _ = client.ask("cmd", rest, started: from, what: 0)
        } replied: { _, _, _ in
            done += 1
        }
        memory.look()
        return BenchReport(
            options, unit: "questions", rate: Double(done) / seconds, latencies: load.latencies, tally: load.tally,
            residentKilobytes: memory.peakKilobytes, connections: options.connections, seconds: seconds)
    }
}
