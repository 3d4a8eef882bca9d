import Contract
import Documents
import OrderedCollections

/// The parts of an OpenAPI document that a reference of it shows.
struct ReferenceDocument {
    /// The operations with a tag.
    struct Group {
        let name: String
        /// What the tag means; empty if the document does not say it.
        let description: String
        let operations: [ReferenceOperation]
    }

    private static let methods: Set = ["delete", "get", "patch", "post", "put"]
    private let document: JSONValue

    init(_ document: JSONValue) {
        self.document = document
    }

    var description: String { document["info"]?["description"]?.string ?? "" }

    /// The schemas with a name.
    var schemas: JSONObject { document["components"]?["schemas"]?.object ?? [:] }

    /// The operations by their first tag, in the order of the tags; an operation without one is among the `Others`.
    var groups: [Group] {
        var descriptions: OrderedDictionary<String, String> = [:]
        for tag in document["tags"]?.array ?? [] {
            descriptions[tag["name"]?.string ?? ""] = tag["description"]?.string
        }
        var operations = OrderedDictionary(uniqueKeysWithValues: descriptions.keys.map { ($0, [ReferenceOperation]()) })
        for operation in self.operations { operations[operation.tag ?? "Others", default: []].append(operation) }
        return operations.filter { !$0.value.isEmpty }.map { name, operations in
            Group(name: name, description: descriptions[name] ?? "", operations: operations)
        }
    }

    private var operations: [ReferenceOperation] {
        (document["paths"]?.object ?? [:]).flatMap { path, item in
            (item.object ?? [:]).filter { Self.methods.contains($0.key) }.map { method, members in
                let parameters = (item["parameters"]?.array ?? []) + (members["parameters"]?.array ?? [])
                return ReferenceOperation(
                    method: method.uppercased(),
                    path: path,
                    members: members,
                    parameters: parameters.map(resolved),
                    body: members["requestBody"].map(resolved),
                    responses: (members["responses"]?.object ?? [:]).mapValues(resolved)
                )
            }
        }
    }

    /// A part of the document with the target in place of its own reference; the part itself if that leads nowhere.
    func resolved(_ part: JSONValue) -> JSONValue {
        SchemaInlining(document: document).resolved(part) ?? part
    }
}
