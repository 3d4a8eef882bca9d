import Contract
import Documents

/// The stand-ins for confidential values, each of which gets the same one wherever it occurs.
///
/// A stand-in has a number with at least seven digits: `Name 0000012`, `cus_00000000000000000000000012`. No other text of
/// a recording has so many digits in a row, so that stand-ins can be recognized when recordings are compared.
final class StandIns {
    /// The fewest digits in a row that only a stand-in has.
    static let width = 7
    /// Shorter values may occur in other words of a text.
    private static let shortestSought = 4

    private var known: [String: String] = [:]
    /// The confidential texts that are sought in other texts, the longest first.
    private var sought: [String] = []
    private var count = 0

    /// The stand-in for a text that is confidential as a whole.
    ///
    /// A text that has a known form as a whole, such as a phone number, gets the stand-in of this form.
    func standIn(for text: String, _ kind: Redaction.Kind) -> String {
        if text.isEmpty { return text }
        if let known = known[text] { return known }
        if let word = ConfidentialWord(whole: text) { return standIn(for: word) }
        let standIn = kind.standIn(next())
        known[text] = standIn
        seek(text, as: kind)
        return standIn
    }

    /// A text in which confidential words, and the texts that have stand-ins, are replaced.
    func cleaned(_ text: String) -> String {
        if let word = ConfidentialWord(whole: text) { return standIn(for: word) }
        let length = text.utf8.count
        for sought in sought where sought.utf8.count <= length {
            guard let range = text.wordRange(of: sought), let standIn = known[sought] else { continue }
            return cleaned(String(text[..<range.lowerBound])) + standIn + cleaned(String(text[range.upperBound...]))
        }
        var cleaned = ""
        var place = text.startIndex
        for word in ConfidentialWord.all(in: text) {
            cleaned += text[place..<word.range.lowerBound] + standIn(for: word)
            place = word.range.upperBound
        }
        return cleaned + text[place...]
    }

    // MARK: New stand-ins

    private func standIn(for word: ConfidentialWord) -> String {
        let key = word.key
        if let known = known[key] { return word.prefix + known }
        let standIn = word.body(next())
        known[key] = standIn
        return word.prefix + standIn
    }

    private func next() -> Int {
        count += 1
        return count
    }

    private func seek(_ text: String, as kind: Redaction.Kind) {
        guard text.count >= Self.shortestSought else { return }
        let place = sought.firstIndex { $0.count < text.count } ?? sought.endIndex
        sought.insert(text, at: place)
    }
}

extension Redaction.Kind {
    /// The stand-in with a number.
    fileprivate func standIn(_ number: Int) -> String {
        let digits = number.padded(to: StandIns.width)
        return switch self {
        case .id: "id-\(digits)"
        case .name: "Name \(digits)"
        case .text: "Text \(digits)"
        case .token: "token-\(digits)"
        case .url: "https://example.com/\(digits)"
        }
    }
}

extension Int {
    /// The decimal digits with leading zeros.
    func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}

extension String {
    /// The first place of a text that is not a part of a longer word.
    fileprivate func wordRange(of text: String) -> Range<String.Index>? {
        ranges(of: text).first { range in
            let isFree = { (character: Character?) in !(character.map { $0.isLetter || $0.isNumber } ?? false) }
            return isFree(self[..<range.lowerBound].last) && isFree(self[range.upperBound...].first)
        }
    }
}
