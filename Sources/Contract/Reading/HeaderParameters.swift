/// The parameters of a header field such as `form-data; name="file"`, by lowercase name (RFC 9110, 5.6.6).
struct HeaderParameters {
    private var values: [String: String] = [:]

    init(_ field: String) {
        var rest = field.unicodeScalars[...]
        while let semicolon = rest.firstIndex(of: ";") {
            rest = rest[rest.index(after: semicolon)...].drop { $0 == " " || $0 == "\t" }
            guard let end = rest.firstIndex(where: { $0 == "=" || $0 == ";" }), rest[end] == "=" else { continue }
            let name = String(rest[..<end]).lowercased()
            rest = rest[rest.index(after: end)...]
            values[name] = rest.first == "\"" ? Self.quoted(&rest) : Self.token(&rest)
        }
    }

    subscript(name: String) -> String? { values[name] }

    private static func token(_ rest: inout Substring.UnicodeScalarView) -> String {
        let token = rest.prefix { $0 != ";" && $0 != " " && $0 != "\t" }
        rest = rest[token.endIndex...]
        return String(token)
    }

    private static func quoted(_ rest: inout Substring.UnicodeScalarView) -> String {
        var text = String.UnicodeScalarView()
        rest.removeFirst()
        while let scalar = rest.popFirst(), scalar != "\"" {
            text.append(scalar == "\\" ? rest.popFirst() ?? scalar : scalar)
        }
        return String(text)
    }
}
