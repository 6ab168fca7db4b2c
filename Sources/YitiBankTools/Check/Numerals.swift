import YitiCore

/// The numbers that two wordings of one statement say.
///
/// A number in digits on one side may be a word on the other (`0` and *zero*, `4` and 四), and digits that are part of a name (`L2`,
/// `FP32`) are none.
enum Numerals {
    /// A number without its spelling: `1.1 亿` and `110M` are the same.
    private struct Numeral: Hashable {
        /// Without zeros at either end; empty for zero.
        let digits: String
        /// The power of ten of the last digit.
        let exponent: Int

        init(whole: some StringProtocol, fraction: some StringProtocol, power: Int) {
            let all = "\(whole)\(fraction)".drop { $0 == "0" }
            let trailing = all.reversed().prefix { $0 == "0" }.count
            digits = String(all.dropLast(trailing))
            exponent = digits.isEmpty ? 0 : power - fraction.count + trailing
        }

        init(_ number: Int) { self.init(whole: String(number), fraction: "", power: 0) }
    }

    /// One number in digits and how it is spelled.
    private struct Spelling {
        let numeral: Numeral
        let text: String
    }

    private static let englishPowers = ["thousand": 3, "million": 6, "billion": 9, "k": 3, "m": 6, "b": 9]
    private static let chinesePowers: [Character: Int] = ["百": 2, "千": 3, "万": 4, "亿": 8]
    private static let chineseDigits: [Character: Int] = [
        "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]
    private static let englishWords: [String: [Int]] = {
        var words: [String: [Int]] = [
            "zero": [0], "zeros": [0], "zeroes": [0], "no": [0], "none": [0], "vanishes": [0], "one": [1], "ones": [1],
            "single": [1], "once": [1], "first": [1], "a": [1], "an": [1], "unit": [1], "same": [1], "two": [2],
            "twice": [2],
            "second": [2], "half": [1, 2], "halves": [1, 2], "halving": [1, 2], "double": [2], "doubles": [2],
            "both": [2],
            "binary": [2], "pair": [2], "squared": [2], "third": [1, 3], "thirds": [3], "triple": [3],
            "fourth": [1, 4],
            "quarter": [1, 4], "quarters": [4], "tenth": [1, 10], "tenfold": [10], "fiftieth": [1, 50],
            "hundredth": [1, 100],
            "hundred": [100], "thousand": [1_000], "thousandth": [1, 1_000], "million": [1_000_000],
            "millionth": [1, 1_000_000], "billion": [1_000_000_000],
        ]
        let cardinals = ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
        for (offset, word) in cardinals.enumerated() { words[word] = [offset + 3] }
        for (offset, word) in ["twenty", "thirty", "forty", "fifty"].enumerated() { words[word] = [(offset + 2) * 10] }
        for (offset, word) in ["fifth", "sixth", "seventh", "eighth", "ninth"].enumerated() {
            words[word] = [1, offset + 5]
        }
        return words
    }()

    /// What one side says in digits and the other not at all, in words; nil when there is no such number or one side has no text.
    static func difference(_ chinese: String, _ english: String) -> String? {
        guard !chinese.isEmpty, !english.isEmpty else { return nil }
        let (left, right) = (spellings(chinese), spellings(english))
        let parts = [
            ("in Chinese", only(left, beside: right, words: words(english))),
            ("in English", only(right, beside: left, words: words(chinese))),
        ].filter { !$0.1.isEmpty }
        return parts.isEmpty
            ? nil : parts.map { "\($0.1.joined(separator: ", ")) only \($0.0)" }.joined(separator: ", ")
    }

    /// The numbers that the other side says less often, in digits or in words.
    private static func only(_ spellings: [Spelling], beside others: [Spelling], words: Set<Numeral>) -> [String] {
        var left = Dictionary(grouping: others, by: \.numeral).mapValues(\.count)
        return spellings.filter { spelling in
            left[spelling.numeral, default: 0] -= 1
            return left[spelling.numeral, default: 0] < 0 && !words.contains(spelling.numeral)
        }.map(\.text)
    }

    private static func spellings(_ text: String) -> [Spelling] {
        let line = Array(text)
        var spellings: [Spelling] = []
        var index = 0
        while index < line.count {
            guard line[index].isDigit else {
                index += 1
                continue
            }
            let (number, end) = number(line, index)
            let previous = index == 0 ? " " : line[index - 1]
            if !(previous.isASCII && (previous.isLetter || previous == "_")) { spellings.append(number) }
            index = end
        }
        return spellings
    }

    /// The number that begins there, with what multiplies it, and where it ends.
    private static func number(_ line: [Character], _ start: Int) -> (Spelling, end: Int) {
        var end = start
        var whole = ""
        var fraction = ""
        while end < line.count, line[end].isDigit || isGrouping(line, end) {
            if line[end].isDigit { whole.append(line[end]) }
            end += 1
        }
        if end + 1 < line.count, line[end] == ".", line[end + 1].isDigit {
            fraction = String(line[(end + 1)...].prefix { $0.isDigit })
            end += 1 + fraction.count
        }
        let (power, length) = power(line[end...])
        let text = String(line[start..<(end + length)])
        return (Spelling(numeral: Numeral(whole: whole, fraction: fraction, power: power), text: text), end + length)
    }

    /// The comma of `10,000`.
    private static func isGrouping(_ line: [Character], _ index: Int) -> Bool {
        let group = line[(index + 1)...].prefix { $0.isDigit }
        return line[index] == "," && group.count == 3
    }

    private static func power(_ rest: ArraySlice<Character>) -> (power: Int, length: Int) {
        let spaces = rest.prefix { $0 == " " }.count
        let word = rest.dropFirst(spaces)
        let units = word.prefix { chinesePowers[$0] != nil }
        if !units.isEmpty { return (units.reduce(0) { $0 + (chinesePowers[$1] ?? 0) }, spaces + units.count) }
        let letters = String(word.prefix { $0.isASCII && $0.isLetter })
        let isUnit = letters.count > 1 || (spaces == 0 && letters != "m" && letters != "b")
        guard isUnit, let power = englishPowers[letters.lowercased()] else { return (0, 0) }
        return (power, spaces + letters.count)
    }

    /// The numbers that words of either language say.
    private static func words(_ text: String) -> Set<Numeral> {
        let english = text.lowercased().split { !($0.isASCII && $0.isLetter) }.flatMap {
            englishWords[String($0)] ?? []
        }
        let runs = text.split { chineseDigits[$0] == nil && !"十百千万亿半倍".contains($0) }
        return Set((english + runs.flatMap(chineseNumbers)).map { Numeral($0) })
    }

    /// 十二 is 12, and a run of digits says each of them; 半 and 倍 may stand for a half and a double.
    private static func chineseNumbers(_ run: Substring) -> [Int] {
        var numbers = run.compactMap { chineseDigits[$0] }
        if run.contains("半") { numbers += [1, 2] }
        if run.contains("倍") { numbers.append(2) }
        for (mark, value) in [("百", 100), ("千", 1_000), ("万", 10_000), ("亿", 100_000_000)] where run.contains(mark) {
            numbers.append(value)
        }
        if let ten = run.firstIndex(of: "十") {
            let tens = run[..<ten].last.flatMap { chineseDigits[$0] } ?? 1
            let ones = run[run.index(after: ten)...].first.flatMap { chineseDigits[$0] } ?? 0
            numbers.append(tens * 10 + ones)
        }
        return numbers
    }
}

extension Character {
    fileprivate var isDigit: Bool { isASCII && isNumber }
}
