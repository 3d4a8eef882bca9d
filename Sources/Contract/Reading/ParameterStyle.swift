import Documents

/// How a list or an object is written as text (OpenAPI 3.1, Style Values).
struct ParameterStyle: Hashable, Sendable {
    /// The values of `style`.
    enum Form: String, CaseIterable, Sendable {
        case simple, label, matrix, form, spaceDelimited, pipeDelimited, deepObject
    }

    let form: Form
    /// Whether each item or property is written separately (`explode`).
    let explodes: Bool

    init(_ form: Form, explodes: Bool) {
        self.form = form
        self.explodes = explodes
    }

    /// Reads the style of a parameter, header or encoding; the default is `form` in queries and cookies, else `simple`.
    init(_ value: JSONValue, in location: ContractViolation.Location) {
        let usual: Form = location == .query || location == .cookie ? .form : .simple
        form = value["style"]?.string.flatMap(Form.init(rawValue:)) ?? usual
        explodes = value["explode"]?.bool ?? (form == .form)
    }

    /// Splits a percent-encoded text at the delimiters of the style, and decodes the parts.
    func parts(ofRaw text: String) -> [String] {
        let parts: [Substring] =
            switch form {
            case .spaceDelimited: Self.split(text, at: ["%20", "+", " "])
            case .pipeDelimited: Self.split(text, at: ["%7C", "%7c", "|"])
            case .simple, .label, .matrix, .form, .deepObject: Self.split(text, at: [","])
            }
        return parts.map(QueryItem.decoded)
    }

    /// Splits a text that has been decoded already.
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
