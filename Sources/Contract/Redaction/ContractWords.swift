import Documents
import OrderedCollections

/// The words that a contract itself has: names of properties, parameters and tools, listed values, fixed parts of paths.
///
/// They are not personal, wherever they occur.
package struct ContractWords: Sendable {
    /// What the members with these names contain is only an example.
    private static let examples: Set = ["example", "examples", "default", "value"]

    private var words: Set<String> = []

    /// Collects the words of a contract, including the files that it refers to.
    package init(_ contract: Contract) {
        let documents = contract.operations.first?.library.index.documents ?? [contract.document]
        for document in documents { collect(from: document) }
        words.formUnion(contract.tools.map(\.name))
        if !contract.tools.isEmpty { words.insert("mcp") }
        for operation in contract.operations {
            for base in operation.basePaths {
                let segments = (base + operation.routedPath).split(separator: "/").map(String.init)
                words.formUnion(segments.filter { !$0.contains("{") })
            }
        }
    }

    /// Whether a text is one of the words.
    package func contains(_ text: String) -> Bool { words.contains(text) }

    private mutating func collect(from value: JSONValue) {
        switch value {
        case .null, .bool, .integer, .number, .string: break
        case .array(let elements):
            for element in elements { collect(from: element) }
        case .object(let members):
            for (name, member) in members { add(name, member, of: members) }
            for (name, member) in members where !Self.examples.contains(name) { collect(from: member) }
        }
    }

    private mutating func add(_ name: String, _ member: JSONValue, of members: JSONObject) {
        switch name {
        case "properties": words.formUnion((member.object ?? [:]).keys)
        case "enum": words.formUnion((member.array ?? []).compactMap(\.string))
        case "const": words.formUnion([member].compactMap(\.string))
        case "name" where members["in"]?.string != nil: words.formUnion([member].compactMap(\.string))
        default: break
        }
    }
}
