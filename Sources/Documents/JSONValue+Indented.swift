import OrderedCollections

extension JSONValue {
    /// The JSON text with one member per line, indented by two spaces per level; an array of scalars stays on one line.
    package var indented: String {
        var text = ""
        writeIndented(to: &text, margin: "\n")
        return text
    }

    private func writeIndented(to text: inout String, margin: String) {
        switch self {
        case .object(let members) where !members.isEmpty:
            text += "{"
            for (index, (name, member)) in members.enumerated() {
                text += (index == 0 ? "" : ",") + margin + "  " + JSONValue.string(name).serializedText + ": "
                member.writeIndented(to: &text, margin: margin + "  ")
            }
            text += margin + "}"
        case .array(let elements) where elements.contains(where: \.isNested):
            text += "["
            for (index, element) in elements.enumerated() {
                text += (index == 0 ? "" : ",") + margin + "  "
                element.writeIndented(to: &text, margin: margin + "  ")
            }
            text += margin + "]"
        case .array(let elements) where !elements.isEmpty:
            text += "[" + elements.map(\.serializedText).joined(separator: ", ") + "]"
        case .null, .bool, .integer, .number, .string, .array, .object:
            text += serializedText
        }
    }

    private var isNested: Bool {
        switch self {
        case .object, .array: true
        case .null, .bool, .integer, .number, .string: false
        }
    }

    private var serializedText: String { String(decoding: serialized, as: UTF8.self) }
}
