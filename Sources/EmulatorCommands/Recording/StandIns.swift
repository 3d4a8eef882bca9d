import Contract
import Documents

/// The stand-ins for confidential values, each of which gets the same number wherever it occurs.
///
/// A stand-in has a number with at least seven digits: `Name 0000012`, `cus_00000000000000000000000012`. No other text
/// of a recording has so many digits in a row, so that stand-ins can be recognized when recordings are compared. What
/// is around the number depends on the place of the value, not on the value.
final class StandIns {
    /// The fewest digits in a row that only a stand-in has.
    static let width = 7

    private let words: ContractWords?
    private var numbers: [String: Int] = [:]
    private var sought = SoughtTexts()

    /// Stand-ins for values of an API; the words of its contract are not sought in texts.
    init(words: ContractWords? = nil) {
        self.words = words
    }

    /// Begins another step: short values and numbers of the step before are no longer sought.
    func beginStep() { sought.beginStep() }

    /// The stand-in of a kind for a text that is confidential as a whole.
    ///
    /// Only as `text`, it has the form of the text if this is known, such as that of a phone number.
    func standIn(for text: String, _ kind: Redaction.Kind) -> String {
        kind == .text ? formed(text, kind) : standIn(for: text, kind, as: ConfidentialWord(whole: text))
    }

    /// The stand-in for a text whose form the contract names: of this form if it is known, else of a kind.
    func formed(_ text: String, _ kind: Redaction.Kind) -> String {
        let word = ConfidentialWord(whole: text)
        if let word, word.hasOwnForm { return word.standIn(number(of: word.key)) }
        return standIn(for: text, kind, as: word)
    }

    /// The stand-in for a number.
    func standIn(forNumber value: JSONValue) -> String {
        let standIn = "Number \(number(of: value.text).padded(to: Self.width))"
        if !isPublic(value.text) { sought.addToStep(value.text, standIn: standIn) }
        return standIn
    }

    /// The name of a member or of a parameter: as it is if the contract has this word, else a stand-in.
    func name(_ text: String) -> String {
        isPublic(text) ? text : standIn(for: text, .text)
    }

    /// A text in which confidential words, and the texts that have stand-ins, are replaced.
    func cleaned(_ text: String) -> String {
        if let word = ConfidentialWord(whole: text) { return word.standIn(number(of: word.key)) }
        if let (range, standIn) = sought.first(in: text) {
            return cleaned(String(text[..<range.lowerBound])) + standIn + cleaned(String(text[range.upperBound...]))
        }
        var cleaned = ""
        var place = text.startIndex
        for word in ConfidentialWord.all(in: text) {
            cleaned += text[place..<word.range.lowerBound] + word.standIn(number(of: word.key))
            place = word.range.upperBound
        }
        return cleaned + text[place...]
    }

    /// Whether the contract has this word.
    func isPublic(_ text: String) -> Bool { words?.contains(text) ?? false }

    // MARK: Numbers

    private func standIn(for text: String, _ kind: Redaction.Kind, as word: ConfidentialWord?) -> String {
        if text.isEmpty { return text }
        let standIn = kind.standIn(number(of: word?.key ?? text))
        // A word with a form of its own is found by its form.
        if word?.hasOwnForm != true { seek(text, standIn) }
        if kind == .name { sought.addWords(of: text, standIn: standIn, except: isPublic) }
        return standIn
    }

    private func number(of key: String) -> Int {
        if let known = numbers[key] { return known }
        let number = numbers.count + 1
        numbers[key] = number
        return number
    }

    private func seek(_ text: String, _ standIn: String) {
        if !isPublic(text) { sought.add(text, standIn: standIn) }
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
