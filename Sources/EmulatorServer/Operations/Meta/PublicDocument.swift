import Contract
import Documents
import OrderedCollections
import Synchronization

/// The contract for getOpenApi, without extensions (`x-…`) and without paths that are not below the base path.
final class PublicDocument: Sendable {
    private let contract: Contract
    private let written = Mutex<[UInt8]?>(nil)

    init(_ contract: Contract) {
        self.contract = contract
    }

    /// The document as JSON, serialized at first use.
    var json: [UInt8] {
        written.withLock { written in
            if let written { return written }
            let json = Self.document(contract).serialized
            written = json
            return json
        }
    }

    private static func document(_ contract: Contract) -> JSONValue {
        guard var document = contract.document.object else { return contract.document }
        let hiddenTags = hiddenTags(in: contract)
        if let paths = document["paths"]?.object {
            document["paths"] = .object(paths.filter { !isElsewhere($0.value) })
        }
        if let tags = document["tags"]?.array {
            document["tags"] = .array(tags.filter { !hiddenTags.contains($0["name"]?.string ?? "") })
        }
        return withoutExtensions(.object(document))
    }

    /// Whether a path has its own `servers`, so that it is not below the base path.
    private static func isElsewhere(_ pathItem: JSONValue) -> Bool {
        pathItem["servers"] != nil
    }

    /// The tags that only operations outside the base path have.
    private static func hiddenTags(in contract: Contract) -> Set<String> {
        let paths = contract.document["paths"]?.object ?? [:]
        let (elsewhere, here) = paths.values.reduce(into: (Set<String>(), Set<String>())) { tags, item in
            let found = (item.object ?? [:]).values.flatMap { $0["tags"]?.array ?? [] }.compactMap(\.string)
            if isElsewhere(item) { tags.0.formUnion(found) } else { tags.1.formUnion(found) }
        }
        return elsewhere.subtracting(here)
    }

    private static func withoutExtensions(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members):
            .object(members.filter { !$0.key.hasPrefix("x-") }.mapValues(withoutExtensions))
        case .array(let elements): .array(elements.map(withoutExtensions))
        case .null, .bool, .integer, .number, .string: value
        }
    }
}
