/// A part of a text that is confidential because of its form, such as an id, a secret or a phone number.
struct ConfidentialWord {
    /// What kind of word it is; the searches for the forms are in another file.
    enum Form {
        case email
        case url
        case wamid
        /// A public id or a secret, with its prefix and the length of the rest.
        case prefixed(String, count: Int)
        /// Letters and digits without a meaning, such as a UUID.
        case opaque
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
        case .email: text.lowercased().replacing("%40", with: "@")
        case .url, .wamid, .prefixed, .opaque: text
        case .digits(let digits, _): digits
        }
    }

    /// Whether stand-ins have the form of the word, which they do not if it is letters and digits without a meaning.
    var hasOwnForm: Bool {
        switch form {
        case .email, .url, .wamid, .prefixed, .digits: true
        case .opaque: false
        }
    }

    /// The stand-in with a number.
    func standIn(_ number: Int) -> String {
        switch form {
        case .email: "person-\(number.padded(to: StandIns.width))@example.com"
        case .url: "https://example.com/\(number.padded(to: StandIns.width))"
        case .wamid: "wamid.\(number.padded(to: StandIns.width))"
        case .prefixed(let prefix, let count): prefix + number.padded(to: max(count, StandIns.width))
        case .opaque: "token-\(number.padded(to: StandIns.width))"
        // It begins with 1, as no other stand-in with at least eight digits does.
        case .digits(let digits, let isInternational):
            (isInternational ? "+1" : "1") + number.padded(to: max(digits.count - 1, StandIns.width))
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
                // The end of a number is not a number of its own.
                let digits = text[place...].prefix(while: \.isDecimalDigit)
                place = digits.isEmpty ? text.index(after: place) : digits.endIndex
            }
        }
        return words
    }

    private init?(in text: String, at place: String.Index) {
        guard place < text.endIndex else { return nil }
        let rest = text[place...]
        let isInside = text[..<place].last?.isPartOfWord ?? false
        guard let (form, end) = isInside ? Form.inside(rest) : Form.first(in: rest) else { return nil }
        self.form = form
        range = place..<end
        self.text = String(text[range])
    }
}
