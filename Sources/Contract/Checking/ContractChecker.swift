import Documents
import OrderedCollections

/// Walks a contract before anything is compiled: finds its mistakes, and indexes what references can lead to.
struct ContractChecker {
    /// What a reference says, and the resource in which it says so.
    struct ReferenceKey: Hashable {
        let text: String
        let resource: Int
    }

    struct Reference {
        let text: String
        let place: SchemaLocation
        let resource: Int
        /// What the reference is expected to lead to.
        let target: ObjectKind
        /// What it leads to, once that is known.
        var destination: SchemaLocation?
    }

    /// A place that has been walked as an object of that kind.
    struct WalkedTarget: Hashable {
        let place: SchemaLocation
        let kind: ObjectKind
    }

    var index = SchemaIndex()
    var sites: [OperationSite] = []
    var findings: OrderedSet<Finding> = []
    var references: [Reference] = []
    /// The references resolved so far; the same ones stand in a contract again and again.
    var resolved: [ReferenceKey: SchemaLocation] = [:]
    var walkedTargets: Set<WalkedTarget> = []
    /// How many of the references have been looked at.
    var resolvedCount = 0
    /// The ids that the operations of the paths have.
    var siteIDs: Set<String> = []
    /// All schemas walked so far, if they are to be compiled afterwards.
    var schemaPlaces: OrderedSet<SchemaLocation> = []
    /// Whether all rules of OpenAPI are checked, not only those that answers depend on.
    let checksEverything: Bool
    /// Whether the document as a whole cannot be used.
    var isUnusable = false
    var documents: LoadedDocuments
    /// What the rules compare once everything has been walked.
    var names = DeclaredNames()

    // Where the walk is.
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

    /// The place of the walk.
    var place: SchemaLocation { SchemaLocation(document: document, pointer: JSONPointer(tokens)) }

    // MARK: Walking

    /// Goes a step down for the time of the body.
    mutating func within(_ token: String, _ body: (inout ContractChecker) -> Void) {
        tokens.append(token)
        body(&self)
        tokens.removeLast()
    }

    /// Goes to another place for the time of the body.
    mutating func at(_ location: SchemaLocation, _ body: (inout ContractChecker) -> Void) {
        let outer = (document, tokens, resource)
        (document, tokens, resource) = (location.document, location.pointer.tokens, index.resource(outside: location))
        body(&self)
        (document, tokens, resource) = outer
    }

    // MARK: Findings

    /// Notes a mistake at the present place that operations cannot be answered with.
    mutating func report(_ message: String, hint: String? = nil, atKey: Bool = false) {
        report(message, at: place, hint: hint, atKey: atKey)
    }

    /// Notes a mistake at another place.
    mutating func report(_ message: String, at place: SchemaLocation, hint: String? = nil, atKey: Bool = false) {
        note(Finding(place: place, atKey: atKey, message: message, hint: hint, weight: .defect))
    }

    /// Notes at the present place that a rule of OpenAPI is broken on which no answer depends.
    mutating func reportBreach(_ message: String, hint: String? = nil, atKey: Bool = false) {
        guard checksEverything else { return }
        note(Finding(place: place, atKey: atKey, message: message, hint: hint, weight: .breach))
    }

    /// Notes at the present place what is lawful, but probably not meant.
    mutating func remark(_ message: String, hint: String? = nil, atKey: Bool = false) {
        note(Finding(place: place, atKey: atKey, message: message, hint: hint, weight: .remark))
    }

    mutating func note(_ finding: Finding) {
        findings.append(finding)
    }

    /// All that was found, by file, line and column.
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
