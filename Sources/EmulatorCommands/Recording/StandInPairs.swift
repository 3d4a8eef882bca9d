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
        let pairs = zip(first, second)
        let areAlike = pairs.allSatisfy { left, right in
            left.isNumber && right.isNumber
                ? (forward[left.text] ?? right.text) == right.text && (backward[right.text] ?? left.text) == left.text
                : left == right
        }
        guard areAlike else { return false }
        for (left, right) in pairs where left.isNumber {
            forward[left.text] = right.text
            backward[right.text] = left.text
        }
        return true
    }

    private struct Part: Equatable {
        let text: Substring
        /// Whether it is the number of a stand-in.
        let isNumber: Bool
    }

    /// The numbers of stand-ins in a text, and what is between them.
    private static func parts(of text: String) -> [Part] {
        var parts: [Part] = []
        var plain = text.startIndex
        var place = text.startIndex
        while place < text.endIndex {
            let digits = text[place...].prefix { $0.isASCII && $0.isNumber }
            if digits.count >= StandIns.width {
                parts.append(Part(text: text[plain..<place], isNumber: false))
                parts.append(Part(text: digits, isNumber: true))
                plain = digits.endIndex
            }
            place = digits.isEmpty ? text.index(after: place) : digits.endIndex
        }
        return parts + [Part(text: text[plain...], isNumber: false)]
    }
}
