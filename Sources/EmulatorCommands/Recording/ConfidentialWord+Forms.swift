extension ConfidentialWord.Form {
    /// A form, and the end of the word that has it.
    typealias Match = (form: ConfidentialWord.Form, end: String.Index)

    private static let secretPrefixes = ["kdv_live_", "kdv_test_", "whsec_", "csl_"]

    /// The form at the beginning of a word.
    static func first(in rest: Substring) -> Match? {
        url(rest) ?? email(rest) ?? wamid(rest) ?? secret(rest) ?? id(rest) ?? opaque(rest) ?? digits(rest)
    }

    /// The form inside a word, such as that of a secret after an underscore.
    static func inside(_ rest: Substring) -> Match? { secret(rest) ?? digits(rest) }

    // MARK: Addresses

    private static func url(_ rest: Substring) -> Match? {
        let scheme = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) || "+.-".contains($0) }
        guard scheme.first?.isLetter == true, rest[scheme.endIndex...].hasPrefix("://") else { return nil }
        var url = rest.prefix { !$0.isWhitespace && !"\"'<>`“”‘’«»".contains($0) }
        while let last = url.last, ".,;:!?)]}".contains(last) { url.removeLast() }
        return url.count > scheme.count + 3 ? (.url, url.endIndex) : nil
    }

    private static func email(_ rest: Substring) -> Match? {
        guard let first = rest.first, first.isLetter || first.isNumber || "_+.-".contains(first) else { return nil }
        let local = rest.prefix { $0.isLetter || $0.isNumber || "_-.+%'!#$&*~^".contains($0) }
        let at =
            local.firstRange(of: "%40")
            ?? rest[local.endIndex...].prefix { $0 == "@" }.indices.first.map { $0..<rest.index(after: $0) }
        guard let at, at.lowerBound > rest.startIndex else { return nil }
        var domain = rest[at.upperBound...].prefix { $0.isLetter || $0.isNumber || "_-.".contains($0) }
        while domain.last == "." { domain.removeLast() }
        return domain.isEmpty ? nil : (.email, domain.endIndex)
    }

    // MARK: Ids and secrets

    private static func wamid(_ rest: Substring) -> Match? {
        guard rest.hasPrefix("wamid.") else { return nil }
        let id = rest.dropFirst(6).prefix { $0.isPartOfWord || "+/=".contains($0) }
        return id.isEmpty ? nil : (.wamid, id.endIndex)
    }

    /// An API key, a webhook secret or a token; the secret may be Base64.
    private static func secret(_ rest: Substring) -> Match? {
        guard let prefix = secretPrefixes.first(where: rest.hasPrefix) else { return nil }
        let others = prefix == "whsec_" ? "+/=" : ""
        let secret = rest.dropFirst(prefix.count).prefix { $0.isPartOfWord || others.contains($0) }
        return secret.isEmpty ? nil : (.prefixed(prefix, count: secret.count), secret.endIndex)
    }

    /// An id with a prefix, as the API has them.
    private static func id(_ rest: Substring) -> Match? {
        let word = rest.prefix(while: \.isPartOfWord)
        guard let underscore = word.firstIndex(of: "_") else { return nil }
        let id = word[word.index(after: underscore)...]
        let prefix = word[...underscore]
        let isID =
            prefix == "t1_"
            ? id.count == 12 : id.count == 26 && id.allSatisfy { $0.isASCII && ($0.isNumber || $0.isUppercase) }
        return isID ? (.prefixed(String(prefix), count: id.count), word.endIndex) : nil
    }

    /// Letters and digits that are not words of a language, also in Base64.
    private static func opaque(_ rest: Substring) -> Match? {
        let base64 = rest.prefix { $0.isPartOfWord || "+/".contains($0) }
        let padding = rest[base64.endIndex...].prefix { $0 == "=" }
        if base64.contains("+") || !padding.isEmpty, base64.first != "/", base64.isOpaque {
            return (.opaque, padding.endIndex)
        }
        let word = rest.prefix(while: \.isPartOfWord)
        return word.isOpaque ? (.opaque, word.endIndex) : nil
    }

    // MARK: Numbers

    /// A number of at least seven digits, which may be in groups as phone numbers are; a date is not one.
    private static func digits(_ rest: Substring) -> Match? {
        let isInternational = rest.first == "+"
        var groups: [Substring] = []
        var place = isInternational ? rest.index(after: rest.startIndex) : rest.startIndex
        var end = place
        while true {
            if isInternational, groups.isEmpty, rest[place...].first == "(" { place = rest.index(after: place) }
            let group = rest[place...].prefix(while: \.isDecimalDigit)
            guard !group.isEmpty, groups.last.map({ joins($0, rest[$0.endIndex..<place], group) }) ?? true else {
                break
            }
            groups.append(group)
            end = group.endIndex
            place = rest[end...].prefix { " -–‑.()\u{A0}".contains($0) }.endIndex
        }
        let isDate =
            groups.prefix(3).map(\.count) == [4, 2, 2] && !isInternational && "12".contains(groups[0].first ?? "0")
        let digits = groups.joined().compactMap { $0.wholeNumberValue.map(String.init) }.joined()
        guard digits.count >= StandIns.width, !isDate else { return nil }
        return (.digits(digits, isInternational: isInternational), end)
    }

    /// Whether two groups of digits are parts of the same number; a dot may also be that of a time or of a sentence.
    private static func joins(_ group: Substring, _ separator: Substring, _ next: Substring) -> Bool {
        guard separator.count <= 2 else { return false }
        return !separator.contains(".") || separator.count == 1 && group.count >= 3 && next.count >= 3
    }
}

extension Character {
    /// Whether it is one of the characters of ids and tokens.
    var isPartOfWord: Bool { isASCII && (isLetter || isNumber) || self == "_" || self == "-" }

    /// Whether it is a digit of any script.
    var isDecimalDigit: Bool {
        unicodeScalars.count == 1 && unicodeScalars.first?.properties.generalCategory == .decimalNumber
    }
}

extension Substring {
    /// Whether the letters and digits look as if they were drawn at random.
    fileprivate var isOpaque: Bool {
        let digits = count(where: \.isNumber)
        let capitals = count(where: \.isUppercase)
        let smalls = count(where: \.isLowercase)
        guard capitals + smalls > 0 else { return false }
        let changes = zip(self, dropFirst()).count { $0.isNumber && $1.isLetter || $0.isLetter && $1.isNumber }
        return count >= 16 && (digits >= 3 || capitals >= count / 4 && smalls >= count / 4)
            || count >= 8 && digits >= 2 && capitals > 0 && smalls > 0 || count >= 10 && changes >= 3
    }
}
