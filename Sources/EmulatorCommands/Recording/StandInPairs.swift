/// Which stand-ins of two recordings stand for values that belong together.
///
/// Two texts are equal if they differ only in the numbers of stand-ins, and each number of one recording always meets the
/// same number of the other.
struct StandInPairs {
    private var forward: [Substring: Substring] = [:]
    private var backward: [Substring: Substring] = [:]

    /// Whether two texts are equal; their stand-ins are paired if they were not before.
    mutating func match(_ expected: String, _ actual: String) -> Bool {
        let (first, second) = (Self.parts(of: expected), Self.parts(of: actual))
        guard first.count == second.count else { return false }
        var pairs = self
        for (left, right) in zip(first, second) {
            let areAlike = left.isNumber && right.isNumber ? pairs.pair(left.text, right.text) : left == right
            guard areAlike else { return false }
        }
        self = pairs
        return true
    }

    /// The name of a member in the other recording for each name that has one.
    ///
    /// A name with a stand-in belongs to the one that it has met before, else to the first one that may be the same.
    mutating func partners(of names: [String], among others: [String]) -> [String: String] {
        var partners: [String: String] = [:]
        let hidden = names.filter(Self.hasStandIn)
        for name in names where !hidden.contains(name) && others.contains(name) { partners[name] = name }
        var free = others.filter(Self.hasStandIn)
        for isKnown in [true, false] {
            for name in hidden where partners[name] == nil {
                guard !isKnown || Self.parts(of: name).allSatisfy({ !$0.isNumber || forward[$0.text] != nil }) else {
                    continue
                }
                guard let place = free.firstIndex(where: { match(name, $0) }) else { continue }
                partners[name] = free.remove(at: place)
            }
        }
        return partners
    }

    private mutating func pair(_ left: Substring, _ right: Substring) -> Bool {
        guard (forward[left] ?? right) == right, (backward[right] ?? left) == left else { return false }
        forward[left] = right
        backward[right] = left
        return true
    }

    // MARK: Parts

    private struct Part: Equatable {
        let text: Substring
        /// Whether it is the number of a stand-in.
        let isNumber: Bool
    }

    private static func hasStandIn(_ text: String) -> Bool { parts(of: text).contains(where: \.isNumber) }

    /// The numbers of stand-ins in a text, and what is between them.
    private static func parts(of text: String) -> [Part] {
        var parts: [Part] = []
        var plain = text.startIndex
        var place = text.startIndex
        while place < text.endIndex {
            let digits = text[place...].prefix { $0.isASCII && $0.isNumber }
            if digits.count >= StandIns.width {
                parts.append(Part(text: text[plain..<place], isNumber: false))
                parts.append(Part(text: number(digits), isNumber: true))
                plain = digits.endIndex
            }
            place = digits.isEmpty ? text.index(after: place) : digits.endIndex
        }
        return parts + [Part(text: text[plain...], isNumber: false)]
    }

    /// The number without leading zeros, and without the 1 with which that of a phone number begins.
    private static func number(_ digits: Substring) -> Substring {
        let padded = digits.count > StandIns.width && digits.first == "1" ? digits.dropFirst() : digits
        return padded.drop { $0 == "0" }
    }
}
