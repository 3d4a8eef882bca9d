import Contract
import Documents
import OrderedCollections

extension StandIns {
    /// What is shown of a value, or of the name of a member.
    ///
    /// The parts of a value of which only the type is shown are sought in other texts if `seekingParts` is true.
    func shown(_ value: JSONValue, _ redaction: Redaction, seekingParts: Bool) -> JSONValue {
        switch (redaction, value) {
        case (_, .null), (.shown, _): return value
        case (.emptied, _):
            if seekingParts { seekParts(of: value) }
            return .string(HiddenValue.text(for: value))
        case (.cleaned, .string(let text)): return .string(cleaned(text))
        case (.replaced(let kind), .string(let text)): return .string(standIn(for: text, kind))
        case (.formed(let kind), .string(let text)): return .string(formed(text, kind))
        case (.undeclared, .string(let text)): return .string(name(text))
        case (.replaced, .integer), (.replaced, .number), (.formed, .integer), (.formed, .number):
            return .string(standIn(forNumber: value))
        case (.cleaned, _), (.undeclared, _), (_, .bool): return value
        case (.replaced, _), (.formed, _): return .string(HiddenValue.text(for: value))
        }
    }

    /// What is shown of a value that no schema describes.
    func undescribed(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members):
            let shown = members.map { (name($0.key), undescribed($0.value)) }
            return .object(JSONObject(shown) { first, _ in first })
        case .array(let elements): return .array(elements.map(undescribed))
        case .null, .bool: return value
        case .integer, .number, .string: return shown(value, .replaced(.text), seekingParts: false)
        }
    }

    private func seekParts(of value: JSONValue) {
        switch value {
        case .null, .bool: break
        case .integer, .number: _ = standIn(forNumber: value)
        case .string(let text): _ = standIn(for: text, .text)
        case .array(let elements):
            for element in elements { seekParts(of: element) }
        case .object(let members):
            for (name, member) in members {
                _ = self.name(name)
                seekParts(of: member)
            }
        }
    }
}
