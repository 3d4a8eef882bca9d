import Documents

/// How a list or an object is written as text (OpenAPI 3.1, style values).
struct ParameterStyle: Hashable, Sendable {
    /// The values of `style`.
    enum Form: String, CaseIterable, Sendable {
        case simple, label, matrix, form, spaceDelimited, pipeDelimited, deepObject
    }

    let form: Form
    /// Whether each item, or each property, is written by itself.
    let explodes: Bool

    init(_ form: Form, explodes: Bool) {
        self.form = form
        self.explodes = explodes
    }

    /// The style of a parameter, header or encoding, which is `form` in queries and cookies unless it says otherwise.
    init(_ value: JSONValue, in location: ContractViolation.Location) {
        let usual: Form = location == .query || location == .cookie ? .form : .simple
        form = value["style"]?.string.flatMap(Form.init(rawValue:)) ?? usual
        explodes = value["explode"]?.bool ?? (form == .form)
    }

    /// The parts of a text that the style delimits, decoded.
    func parts(ofRaw text: String) -> [String] {
        let parts: [Substring] =
            switch form {
            case .spaceDelimited: Self.split(text, at: ["%20", "+", " "])
            case .pipeDelimited: Self.split(text, at: ["%7C", "%7c", "|"])
            case .simple, .label, .matrix, .form, .deepObject: Self.split(text, at: [","])
            }
        return parts.map(QueryItem.decoded)
    }

    /// The parts of a text that has been decoded already.
    func parts(of text: String) -> [String] {
        let delimiters =
            switch form {
            case .spaceDelimited: [" "]
            case .pipeDelimited: ["|"]
            case .simple, .label, .matrix, .form, .deepObject: [","]
            }
        return Self.split(text, at: delimiters).map(String.init)
    }

    private static func split(_ text: String, at delimiters: [String]) -> [Substring] {
        guard !text.isEmpty else { return [] }
        return delimiters.reduce([text[...]]) { parts, delimiter in
            parts.flatMap { $0.split(separator: delimiter, omittingEmptySubsequences: false) }
        }
    }
}
