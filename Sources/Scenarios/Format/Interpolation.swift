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
            guard VariableText.hasVariables(text) else { return value }
            let filled = filled(text, at: place)
            guard VariableText.onlyVariable(in: text) != nil, let scalar = schema.scalar(from: filled, at: place) else {
                return .string(filled)
            }
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
        for part in VariableText.parts(of: text) {
            switch part {
            case .literal(let literal): filled += literal
            case .variable(let expression): filled += variable(expression, at: place)
            case .unclosed: findings.addUnclosedVariable(at: place)
            }
        }
        return filled
    }

    private mutating func variable(_ expression: String, at place: JSONPointer) -> String {
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
