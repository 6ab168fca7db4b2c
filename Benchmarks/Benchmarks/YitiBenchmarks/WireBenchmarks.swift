import Benchmark
import Foundation
import YitiCore
import YitiWire
import YitiWords

/// A bridge's line read, and the server's written.
func wireBenchmarks() {
    let decoder = BridgeDecoder()
    let command = Array(
        #"{"op":"cmd","id":"17","user":"u12345","mid":"m-987654","text":"梯度消失是指反向传播时梯度逐层变小。 \"sigmoid\" saturates.","tz":"Asia/Shanghai"}"#
            .utf8)
    Benchmark("decode a bridge's command") { benchmark in
        for _ in benchmark.scaledIterations { blackHole(decoder.request(command)) }
    }
    let data = Data(command)
    Benchmark("decode the same with JSONDecoder") { benchmark in
        let decoder = JSONDecoder()
        for _ in benchmark.scaledIterations { blackHole(try? decoder.decode(FoundationCommand.self, from: data)) }
    }
    let ack = Array(#"{"op":"ack","d":"d12345"}"#.utf8)
    Benchmark("decode a bridge's ack") { benchmark in
        for _ in benchmark.scaledIterations { blackHole(decoder.request(ack)) }
    }

    let message = WireMessage(
        kind: "question", text: "loss-04 ⭐⭐⭐⭐⭐ 损失函数 · 新题\n\n交叉熵和均方误差有什么区别？\n\n写下你的回答。/hint 提示", ref: "loss-04",
        buttons: [
            [WireButton(label: "提示", callback: "hint:loss-04"), WireButton(label: "跳过", callback: "skip:loss-04")]
        ],
        data: [Datum.Member("question", .string("loss-04")), Datum.Member("stars", .integer(5))])
    Benchmark("encode a reply") { benchmark in
        for _ in benchmark.scaledIterations {
            blackHole(ReplyBody.ok([message]).line(id: "17", duplicate: false))
        }
    }
    let now = Instant(seconds: 1_772_870_400)
    Benchmark("encode a push") { benchmark in
        for _ in benchmark.scaledIterations {
            blackHole(
                ServerLine.push(
                    delivery: "d12345", user: "u12345", chat: nil, attempt: 1, due: now,
                    expires: now.advanced(bySeconds: 86_400), messages: [message]))
        }
    }
}

/// A command as Foundation reads it, for comparison: it checks nothing of what a bridge must not send.
private struct FoundationCommand: Decodable {
    let op: String
    let id: String?
    let user: String
    let mid: String?
    let text: String
    let tz: String?
}
