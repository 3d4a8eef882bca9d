import Documents
import OrderedCollections

/// Walks a contract before anything is compiled: finds its mistakes, and indexes what references can lead to.
struct ContractChecker {
    /// A mistake, with the place that says it; the line and column are looked up only if there is one.
    struct Finding: Hashable {
        let document: Int
        let pointer: JSONPointer
        let atKey: Bool
        let message: String
        let hint: String?
    }

    /// What a reference is expected to lead to.
    enum Target {
        case schema
        case parameter
        case header
        case requestBody
        case response
        case pathItem
        case other
    }

    /// What a reference says, and the resource in which it says so.
    struct ReferenceKey: Hashable {
        let text: String
        let resource: Int
    }

    struct Reference {
        let text: String
        let place: SchemaLocation
        let resource: Int
        let target: Target
    }

    var index = SchemaIndex()
    var sites: [OperationSite] = []
    var findings: OrderedSet<Finding> = []
    var references: [Reference] = []
    /// The in-place steps from schema to schema, to find those that never end.
    var steps: OrderedDictionary<SchemaLocation, [SchemaLocation]> = [:]
    /// The references resolved so far; the same ones stand in a contract again and again.
    var resolved: [ReferenceKey: SchemaLocation] = [:]
    var walkedTargets: Set<SchemaLocation> = []
    /// All schemas walked so far, if they are to be compiled afterwards.
    var schemaPlaces: OrderedSet<SchemaLocation> = []
    let keepsSchemaPlaces: Bool
    private var sources: [SourceDocument] = []
    private let files: ContractFiles
    private var unreadable: DiagnosticCollector = DiagnosticCollector()
    private var unreadableFiles: Set<URIReference> = []
    private var brokenFiles: Set<URIReference> = []

    // Where the walk is.
    var document = 0
    var tokens: [String] = []
    var resource = 0

    init(_ source: SourceDocument, files: ContractFiles, keepsSchemaPlaces: Bool = false) {
        self.files = files
        self.keepsSchemaPlaces = keepsSchemaPlaces
        sources = [source]
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

    /// Notes a mistake at the present place.
    mutating func report(_ message: String, hint: String? = nil, atKey: Bool = false) {
        report(message, at: place, hint: hint, atKey: atKey)
    }

    /// Notes a mistake at another place.
    mutating func report(_ message: String, at place: SchemaLocation, hint: String? = nil, atKey: Bool = false) {
        findings.append(
            Finding(document: place.document, pointer: place.pointer, atKey: atKey, message: message, hint: hint)
        )
    }

    /// Ends the load if mistakes were found.
    func throwFindings() throws(DiagnosticsError) {
        guard !findings.isEmpty || !unreadable.diagnostics.isEmpty else { return }
        var collector = unreadable
        for document in Set(findings.map(\.document)) {
            let source = sources[document]
            let map = source.sourceMap()
            for finding in findings where finding.document == document {
                let position =
                    finding.atKey
                    ? map.keyPosition(of: finding.pointer, in: source.value)
                    : map.position(of: finding.pointer, in: source.value)
                let location = SourceLocation(file: source.file, line: position.line, column: position.column)
                collector.add(Diagnostic(finding.message, at: location, hint: finding.hint))
            }
        }
        try collector.throwErrors()
    }

    // MARK: Other documents

    /// Reads the document at that address and adds it; nil if it cannot be had, which is noted.
    mutating func addDocument(_ uri: URIReference) -> Int? {
        guard !unreadableFiles.contains(uri) else { return nil }
        do throws(DiagnosticsError) {
            var source = try Self.wellKnownDocument(at: uri)
            if source == nil { source = try files.document(at: uri) }
            if let source {
                sources.append(source)
                return index.add(source.value, uri: uri)
            }
        } catch {
            unreadable.add(error)
            brokenFiles.insert(uri)
        }
        unreadableFiles.insert(uri)
        return nil
    }

    /// Whether a document is there but cannot be parsed, which its own diagnostics say.
    func isBroken(_ uri: URIReference) -> Bool { brokenFiles.contains(uri) }

    /// A short form of the metaschema, which contracts may refer to where they take schemas as values.
    private static func wellKnownDocument(at uri: URIReference) throws(DiagnosticsError) -> SourceDocument? {
        guard uri.description == "https://json-schema.org/draft/2020-12/schema" else { return nil }
        return try SourceDocument(#"{"type": ["object", "boolean"]}"#, file: "schema.json")
    }
}
