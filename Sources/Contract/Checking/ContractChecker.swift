import Documents
import OrderedCollections

/// Walks a contract before its schemas are compiled: finds its mistakes, and indexes the targets of references.
struct ContractChecker {
    /// The text of a reference, with the resource that it is resolved against.
    struct ReferenceKey: Hashable {
        let text: String
        let resource: Int
    }

    struct Reference {
        let text: String
        let place: SchemaLocation
        let resource: Int
        /// The kind of object that the reference must lead to.
        let target: ObjectKind
        /// The place that it leads to, when it has been resolved.
        var destination: SchemaLocation?
    }

    /// A place that has been walked as an object of a kind.
    struct WalkedTarget: Hashable {
        let place: SchemaLocation
        let kind: ObjectKind
    }

    var index = SchemaIndex()
    var sites: [OperationSite] = []
    var findings: OrderedSet<Finding> = []
    var references: [Reference] = []
    /// The resolved references; the same reference often occurs many times in a contract.
    var resolved: [ReferenceKey: SchemaLocation] = [:]
    var walkedTargets: Set<WalkedTarget> = []
    /// How many of the references have been processed.
    var resolvedCount = 0
    /// The ids of the operations of the paths.
    var siteIDs: Set<String> = []
    /// The places of all walked schemas, if everything is checked; they are compiled afterwards.
    var schemaPlaces: OrderedSet<SchemaLocation> = []
    /// Whether all rules of OpenAPI are checked, not only those that affect requests and responses.
    let checksEverything: Bool
    /// Whether the document as a whole cannot be used.
    var isUnusable = false
    var documents: LoadedDocuments
    /// The names that are compared after everything has been walked.
    var names = DeclaredNames()

    // The current place of the walk.
    var document = 0
    var tokens: [String] = []
    var resource = 0

    init(_ source: SourceDocument, files: ContractFiles, checksEverything: Bool = false) {
        self.checksEverything = checksEverything
        documents = LoadedDocuments(source, files: files)
        _ = index.add(source.value, uri: files.base)
    }

    /// The contract itself.
    var root: JSONValue { index.documents[0] }

    /// The current place.
    var place: SchemaLocation { SchemaLocation(document: document, pointer: JSONPointer(tokens)) }

    // MARK: Walking

    /// Calls `body` with the current place one token deeper.
    mutating func within(_ token: String, _ body: (inout ContractChecker) -> Void) {
        tokens.append(token)
        body(&self)
        tokens.removeLast()
    }

    /// Calls `body` with another current place.
    mutating func at(_ location: SchemaLocation, _ body: (inout ContractChecker) -> Void) {
        let outer = (document, tokens, resource)
        (document, tokens, resource) = (location.document, location.pointer.tokens, index.resource(outside: location))
        body(&self)
        (document, tokens, resource) = outer
    }

    // MARK: Findings

    /// Reports a mistake at the current place that makes operations unusable.
    mutating func report(_ message: String, hint: String? = nil, atKey: Bool = false) {
        report(message, at: place, hint: hint, atKey: atKey)
    }

    /// Reports such a mistake at another place.
    mutating func report(_ message: String, at place: SchemaLocation, hint: String? = nil, atKey: Bool = false) {
        note(Finding(place: place, atKey: atKey, message: message, hint: hint, weight: .defect))
    }

    /// Reports that the current place breaks a rule of OpenAPI that does not affect requests and responses.
    mutating func reportBreach(_ message: String, hint: String? = nil, atKey: Bool = false) {
        guard checksEverything else { return }
        note(Finding(place: place, atKey: atKey, message: message, hint: hint, weight: .breach))
    }

    /// Warns about something at the current place that is allowed, but probably a mistake.
    mutating func remark(_ message: String, hint: String? = nil, atKey: Bool = false) {
        note(Finding(place: place, atKey: atKey, message: message, hint: hint, weight: .remark))
    }

    mutating func note(_ finding: Finding) {
        findings.append(finding)
    }

    /// All findings in the order of file, line and column.
    mutating func diagnostics() -> [Diagnostic] {
        var collector = documents.unreadable
        for finding in located() { collector.add(finding.diagnostic) }
        return collector.sorted
    }

    /// The findings with their lines and columns.
    mutating func located() -> [(finding: Finding, diagnostic: Diagnostic)] {
        findings.map { finding in
            let location = documents.location(of: finding.place, key: finding.atKey)
            let severity = finding.weight.severity
            return (finding, Diagnostic(finding.message, at: location, severity: severity, hint: finding.hint))
        }
    }
}
