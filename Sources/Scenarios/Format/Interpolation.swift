import Documents
import OrderedCollections

/// Replaces `${env.NAME}` and `${env.NAME:-default}` in a scenario by environment variables.
///
/// As in a shell, the default also replaces a variable that is set but empty.
struct Interpolation {
    let environment: [String: String]
    let schema: ScenarioSchema
    var findings = Findings()

    /// The document with its variables replaced, except in `steps`, which have their own variables.
    mutating func interpolated(_ document: JSONValue) -> JSONValue {
        guard case .object(var members) = document else { return document }
        for (key, member) in members where key != "steps" {
            members[key] = interpolated(member, at: JSONPointer([key]))
        }
        return .object(members)
    }

    private mutating func interpolated(_ value: JSONValue, at place: JSONPointer) -> JSONValue {
        switch value {
        case .string(let text):
            guard text.contains("${") else { return value }
            let filled = filled(text, at: place)
            guard text.hasPrefix("${"), text.firstIndex(of: "}") == text.indices.last,
                let scalar = schema.scalar(from: filled, at: place)
            else { return .string(filled) }
            return scalar
        case .array(let elements):
            return .array(elements.enumerated().map { interpolated($0.element, at: place.appending($0.offset)) })
        case .object(var members):
            for (key, member) in members { members[key] = interpolated(member, at: place.appending(key)) }
            return .object(members)
        case .null, .bool, .integer, .number: return value
        }
    }

    private mutating func filled(_ text: String, at place: JSONPointer) -> String {
        var filled = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "${") {
            let before = rest[..<start.lowerBound]
            rest = rest[start.upperBound...]
            guard before.last != "$" else {
                filled += before.dropLast() + "${"
                continue
            }
            filled += before
            guard let end = rest.firstIndex(of: "}") else {
                findings.addShape("`${` has no `}`", at: place, hint: "write `$${` for a literal `${`")
                return filled
            }
            filled += variable(rest[..<end], at: place)
            rest = rest[rest.index(after: end)...]
        }
        return filled + rest
    }

    private mutating func variable(_ expression: Substring, at place: JSONPointer) -> String {
        guard let match = expression.wholeMatch(of: /env\.([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?/) else {
            findings.addShape(
                "`${\(expression)}` is not an environment variable",
                at: place,
                hint: "write `${env.NAME}` or `${env.NAME:-default}`, and `$${` for a literal `${`"
            )
            return ""
        }
        let name = String(match.1)
        let value = environment[name]
        if let fallback = match.2 { return value.flatMap { $0.isEmpty ? nil : $0 } ?? String(fallback) }
        guard let value else {
            findings.addShape(
                "the variable \(name) of the environment is not set",
                at: place,
                hint: "set it, or give a default: `${env.\(name):-default}`"
            )
            return ""
        }
        return value
    }
}
