package import Documents
import OrderedCollections

/// The values of the variables of a contract test while it runs.
package struct StepVariables: Sendable {
    private var values: [String: JSONValue]
    private let initial: JSONObject

    /// The variables of a scenario; one that is null has no value yet.
    package init(_ variables: JSONObject) {
        initial = variables
        values = variables.reduce(into: [:]) { values, member in
            if !member.value.isNull { values[member.key] = member.value }
        }
    }

    /// The variables of the scenario that have no value, in the order of the file.
    package var missing: [String] { initial.keys.filter { values[$0] == nil } }

    /// The value of a variable; nil if it has none.
    package subscript(name: String) -> JSONValue? { values[name] }

    /// Sets a variable to a value that a step has saved.
    package mutating func save(_ value: JSONValue, as name: String) {
        values[name] = value
    }

    /// Sets a variable of the scenario to a text, as `--var` does; false if the scenario has no such variable.
    ///
    /// The text is read as JSON if the value in the file is a number, a boolean, an array or an object, and the text has
    /// the same type.
    package mutating func set(_ name: String, to text: String) -> Bool {
        guard let present = initial[name] else { return false }
        values[name] = Self.value(of: text, like: present)
        return true
    }

    private static func value(of text: String, like present: JSONValue) -> JSONValue {
        guard let value = try? JSONValue(parsing: text) else { return .string(text) }
        switch (present, value) {
        case (.integer, .integer), (.integer, .number), (.number, .integer), (.number, .number), (.bool, .bool),
            (.array, .array), (.object, .object):
            return value
        default: return .string(text)
        }
    }

    // MARK: Replacing

    /// The value with its variables replaced, at any depth; the names of members are left as they are.
    ///
    /// A text that is only a variable becomes its value, of any type. In a longer text, a value that is not a string is
    /// written as JSON.
    package func filled(_ value: JSONValue) throws(MissingVariable) -> JSONValue {
        switch value {
        case .string(let text):
            guard VariableText.hasVariables(text) else { return value }
            if let name = VariableText.onlyVariable(in: text) { return try self.value(of: name) }
            return .string(try filled(text))
        case .array(var elements):
            for index in elements.indices { elements[index] = try filled(elements[index]) }
            return .array(elements)
        case .object(var members):
            for (name, member) in members { members[name] = try filled(member) }
            return .object(members)
        case .null, .bool, .integer, .number: return value
        }
    }

    /// The text with its variables replaced.
    package func filled(_ text: String) throws(MissingVariable) -> String {
        var filled = ""
        for part in VariableText.parts(of: text) {
            switch part {
            case .literal(let literal): filled += literal
            case .variable(let name):
                let value = try value(of: name)
                filled += value.plainText
            case .unclosed: filled += "${"
            }
        }
        return filled
    }

    private func value(of name: String) throws(MissingVariable) -> JSONValue {
        guard let value = values[name] else { throw MissingVariable(name: name) }
        return value
    }
}
