import Contract
package import Documents
package import Domain
package import EmulatorCore
import FoundationEssentials
import OrderedCollections

/// A failure bundle that was read from a file, with the members that a replay needs.
package struct FailureBundle: Sendable {
    /// An exported world may be nested this deep, and it is inside another object here.
    private static let maximumDepth = WorldState.exportDepth + 8

    /// The path of the file.
    package let file: String
    let json: JSONValue

    /// Reads a file, and validates what a replay needs of it.
    package init(file: String) throws(BundleError) {
        guard let content = FileManager.default.contents(atPath: file) else {
            throw BundleError("there is no file \(file)")
        }
        try self.init(Array(content), file: file)
    }

    /// Reads the text of a file and validates it.
    package init(_ text: [UInt8], file: String) throws(BundleError) {
        self.file = file
        do throws(JSONParsingError) {
            json = try JSONValue(parsing: text, maximumDepth: Self.maximumDepth)
        } catch {
            throw BundleError("\(file):\(error.line):\(error.column): not JSON: \(error.message)")
        }
        if let first = BundleSchema.needs.violations(of: json).first {
            let place = first.pointer.tokens.isEmpty ? "the document" : first.pointer.description
            throw BundleError("\(file) is not a failure bundle: \(place) \(first.message)")
        }
    }

    // MARK: The members

    /// When the bundle was made, in wall time.
    package var madeAt: Timestamp { instant("made_at") }

    /// When the world began, in wall time.
    package var startedAt: Timestamp { instant("started_at") }

    /// Whether keys, tokens and webhook secrets are masked.
    package var isMasked: Bool { json["secrets"] == "masked" }

    /// The seed from which the ids of new teams, users and keys follow.
    package var seed: Int? { json["seed"]?.integer }

    /// The SHA-256 of the contract's file.
    package var contractDigest: String { json["contract_digest"]?.string ?? "" }

    /// The name of the scenario.
    package var scenario: String { json["scenario"]?["name"]?.string ?? "" }

    /// The exported state with which the world began.
    package var start: JSONValue { json["start"] ?? .null }

    /// The fault rules with which the world began.
    package var startFaults: [JSONValue] { json["start_faults"]?.array ?? [] }

    /// The fault rules when the bundle was made.
    package var faults: [JSONValue] { json["faults"]?.array ?? [] }

    /// The deliveries with their attempts.
    package var deliveries: [JSONValue] { json["deliveries"]?.array ?? [] }

    /// The requests, oldest first.
    package var requests: [BundledRequest] { (json["requests"]?.array ?? []).map(BundledRequest.init) }

    /// The control requests, oldest first.
    package var actions: [RecordedAction] { (json["actions"]?.array ?? []).map(RecordedAction.init) }

    /// How many requests and actions the bundle lacks, because they were evicted.
    package var evicted: (requests: Int, actions: Int) {
        let first = json["first_seq"]?.integer ?? 1
        let kept = json["evicted_before_seq"]?.integer ?? first
        return (max(0, kept - first), json["evicted_actions"]?.integer ?? 0)
    }

    private func instant(_ name: String) -> Timestamp {
        Timestamp(json: json[name])
    }
}

extension Timestamp {
    /// A moment that the schema of bundles has validated.
    init(json: JSONValue?) {
        self = json?.string.flatMap(Timestamp.init(iso8601:)) ?? Timestamp(milliseconds: 0)
    }
}
