import Documents
import OrderedCollections

extension StepReader {
    /// The members that are read before a step runs, so that variables are not replaced in them.
    private static let literal: [String: Set<String>] = [
        "request": ["operation", "method"],
        "expect": ["status", "error", "code", "min_duration", "within"],
        "expect_event": ["within"],
        "expect_delivery": ["within"],
    ]

    /// Reports variables of a step that have no value when it runs.
    mutating func checkVariables(of row: Row) {
        for (key, value) in row.json.object ?? [:] where key != "name" && key != "save" {
            let place = row.place.appending(key)
            guard let literal = Self.literal[key], case .object(let members) = value else {
                checkVariables(in: value, at: place)
                continue
            }
            for (name, member) in members where !literal.contains(name) {
                checkVariables(in: member, at: place.appending(name))
            }
        }
    }

    private mutating func checkVariables(in value: JSONValue, at place: JSONPointer) {
        switch value {
        case .string(let text):
            for part in VariableText.parts(of: text) {
                switch part {
                case .literal: continue
                case .variable(let name): checkVariable(name, at: place)
                case .unclosed: findings.addUnclosedVariable(at: place)
                }
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() { checkVariables(in: element, at: place.appending(index)) }
        case .object(let members):
            for (name, member) in members { checkVariables(in: member, at: place.appending(name)) }
        case .null, .bool, .integer, .number: return
        }
    }

    private mutating func checkVariable(_ name: String, at place: JSONPointer) {
        guard !variables.contains(name) else { return }
        if let step = saving[name] {
            findings.add("the variable `\(name)` has no value before \(step.label ?? "") is done", at: place)
        } else if name.hasPrefix("env.") {
            let hint = "add a variable with this value to `variables`, outside of `steps`"
            findings.add("`${\(name)}` cannot be used in steps", at: place, hint: hint)
        } else if !name.isVariableName {
            let message = "`${\(name)}` is not a variable, as its name is not valid"
            findings.add(message, at: place, hint: "write `$${` for a literal `${`")
        } else {
            let known = (Array(variables) + saving.keys).sorted()
            let hint = name.suggestion(among: known) ?? "add it to `variables`, or save it in an earlier step"
            findings.add("there is no variable `\(name)`", at: place, hint: hint)
        }
    }

    /// Reports keys of an object that cannot be names of variables.
    mutating func checkNames(of json: JSONValue?, at place: JSONPointer) {
        for name in (json?.object ?? [:]).keys where !name.isVariableName {
            let message = "`\(name)` cannot be the name of a variable"
            let hint = "a name has letters, digits, hyphens and underscores, and does not begin with a digit or hyphen"
            findings.add(message, at: place.appending(name), isAtKey: true, hint: hint)
        }
    }
}

extension String {
    /// Whether a variable of a contract test can have this name.
    fileprivate var isVariableName: Bool { wholeMatch(of: /[A-Za-z_][A-Za-z0-9_-]*/) != nil }
}

extension JSONValue {
    /// Whether a text with a variable is in the value, at any depth.
    var hasVariables: Bool {
        switch self {
        case .string(let text): VariableText.hasVariables(text)
        case .array(let elements): elements.contains(where: \.hasVariables)
        case .object(let members): members.values.contains(where: \.hasVariables)
        case .null, .bool, .integer, .number: false
        }
    }
}
