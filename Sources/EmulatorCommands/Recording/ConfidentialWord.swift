/// A part of a text that is confidential because of its form: an id, a secret, a phone number or an e-mail address.
struct ConfidentialWord {
    private enum Form {
        case email
        case wamid
        /// A public id or a secret, with its prefix and the length of the rest.
        case prefixed(String, count: Int)
        /// The digits of a phone number, or of another number of at least seven digits.
        case digits(String, isInternational: Bool)
    }

    /// The place in the text.
    let range: Range<String.Index>
    private let form: Form
    private let text: String

    /// What the word has in common with other spellings of the same value.
    var key: String {
        switch form {
        case .email: text.lowercased()
        case .wamid, .prefixed: text
        case .digits(let digits, _): digits
        }
    }

    /// What the stand-in begins with, although another spelling may lack it.
    var prefix: String {
        if case .digits(_, isInternational: true) = form { "+" } else { "" }
    }

    /// The stand-in with a number, without the prefix.
    func body(_ number: Int) -> String {
        switch form {
        case .email: "person-\(number.padded(to: StandIns.width))@example.com"
        case .wamid: "wamid.\(number.padded(to: StandIns.width))"
        case .prefixed(let prefix, let count): prefix + number.padded(to: max(count, StandIns.width))
        case .digits(let digits, _): "1" + number.padded(to: max(digits.count, StandIns.width) - 1)
        }
    }

    // MARK: Search

    /// A text that is one confidential word as a whole; nil for any other text.
    init?(whole text: String) {
        self.init(in: text, at: text.startIndex)
        guard range.upperBound == text.endIndex else { return nil }
    }

    /// The confidential words of a text from left to right.
    static func all(in text: String) -> [ConfidentialWord] {
        var words: [ConfidentialWord] = []
        var place = text.startIndex
        while place < text.endIndex {
            if let word = ConfidentialWord(in: text, at: place) {
                words.append(word)
                place = word.range.upperBound
            } else {
                place = endOfPlainPart(of: text, from: place)
            }
        }
        return words
    }

    /// A word, or a single other character, so that no confidential word is sought inside a word; digits are sought.
    private static func endOfPlainPart(of text: String, from place: String.Index) -> String.Index {
        let next = text.index(after: place)
        guard isPartOfWord(text[place]), !isDigit(text[place]) else { return next }
        return text[next...].firstIndex { !isPartOfWord($0) || isDigit($0) } ?? text.endIndex
    }

    private init?(in text: String, at place: String.Index) {
        guard place < text.endIndex else { return nil }
        let rest = text[place...]
        let isInside = text[..<place].last.map(Self.isPartOfWord) ?? false
        let found =
            (isInside ? nil : Self.email(rest) ?? Self.wamid(rest) ?? Self.prefixed(rest)) ?? Self.digits(rest)
        guard let (form, end) = found else { return nil }
        self.form = form
        range = place..<end
        self.text = String(text[range])
    }

    private static func email(_ rest: Substring) -> (Form, String.Index)? {
        let local = rest.prefix { isPartOfWord($0) || ".+%'".contains($0) }
        guard !local.isEmpty, rest[local.endIndex...].first == "@" else { return nil }
        var domain = rest[local.endIndex...].dropFirst().prefix { isPartOfWord($0) || $0 == "." }
        while domain.last == "." { domain.removeLast() }
        return domain.isEmpty ? nil : (.email, domain.endIndex)
    }

    private static func wamid(_ rest: Substring) -> (Form, String.Index)? {
        guard rest.hasPrefix("wamid.") else { return nil }
        let id = rest.dropFirst(6).prefix { isPartOfWord($0) || "+/=".contains($0) }
        return id.isEmpty ? nil : (.wamid, id.endIndex)
    }

    /// An API key, a webhook secret, a token, or an id of the form of section 1.1.
    private static func prefixed(_ rest: Substring) -> (Form, String.Index)? {
        let word = rest.prefix(while: isPartOfWord)
        for prefix in ["kdv_live_", "kdv_test_", "whsec_", "csl_"] where word.hasPrefix(prefix) {
            let count = word.count - prefix.count
            if count > 0 { return (.prefixed(prefix, count: count), word.endIndex) }
        }
        guard let underscore = word.firstIndex(of: "_") else { return nil }
        let id = word[word.index(after: underscore)...]
        let prefix = word[...underscore]
        let isID =
            prefix == "t1_"
            ? id.count == 12 : id.count == 26 && id.allSatisfy { isDigit($0) || $0.isASCII && $0.isUppercase }
        return isID ? (.prefixed(String(prefix), count: id.count), word.endIndex) : nil
    }

    /// A number of at least seven digits; after a plus sign there may be single spaces, hyphens and brackets between them.
    private static func digits(_ rest: Substring) -> (Form, String.Index)? {
        let isInternational = rest.first == "+"
        var digits = ""
        var end = rest.startIndex
        var place = isInternational ? rest.index(after: end) : end
        while place < rest.endIndex {
            let character = rest[place]
            place = rest.index(after: place)
            if isDigit(character) {
                digits.append(character)
                end = place
            } else if !isInternational || !" -.()".contains(character) || digits.isEmpty {
                break
            }
        }
        guard digits.count >= StandIns.width else { return nil }
        return (.digits(digits, isInternational: isInternational), end)
    }

    private static func isPartOfWord(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber) || character == "_" || character == "-"
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}
