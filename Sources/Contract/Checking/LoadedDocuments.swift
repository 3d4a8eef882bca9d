import Documents
import OrderedCollections

/// The documents of a contract that were read, and those that could not be read.
struct LoadedDocuments {
    private(set) var sources: [SourceDocument]
    /// The mistakes in documents that cannot be parsed.
    private(set) var unreadable = DiagnosticCollector()
    /// The references to such documents, each with the first mistake of the document.
    private(set) var brokenReferences: OrderedDictionary<SchemaLocation, Diagnostic> = [:]
    private let files: ContractFiles
    private var maps: [Int: SourceMap] = [:]
    private var missingFiles: Set<URIReference> = []
    private var brokenFiles: [URIReference: Diagnostic] = [:]

    init(_ source: SourceDocument, files: ContractFiles) {
        sources = [source]
        self.files = files
    }

    /// Reads the document at a URI; nil if it does not exist or cannot be parsed, which is recorded.
    mutating func read(_ uri: URIReference) -> SourceDocument? {
        guard !missingFiles.contains(uri), brokenFiles[uri] == nil else { return nil }
        do throws(DiagnosticsError) {
            var source = try Self.wellKnownDocument(at: uri)
            if source == nil { source = try files.document(at: uri) }
            if let source {
                sources.append(source)
                return source
            }
        } catch {
            unreadable.add(error)
            brokenFiles[uri] = error.diagnostics.first
        }
        missingFiles.insert(uri)
        return nil
    }

    /// The line and column of a place, or of its key if `key` is true; a document is mapped only once.
    mutating func location(of place: SchemaLocation, key: Bool) -> SourceLocation {
        let source = sources[place.document]
        let map = maps[place.document] ?? source.sourceMap()
        maps[place.document] = map
        let position =
            key
            ? map.keyPosition(of: place.pointer, in: source.value) : map.position(of: place.pointer, in: source.value)
        return SourceLocation(file: source.file, line: position.line, column: position.column)
    }

    /// Records a reference to a document that exists but cannot be parsed; returns false for any other document.
    mutating func noteBroken(_ uri: URIReference, at place: SchemaLocation) -> Bool {
        guard let diagnostic = brokenFiles[uri] else { return false }
        brokenReferences[place] = diagnostic
        return true
    }

    /// A short form of the metaschema, which contracts may refer to for values that are schemas.
    private static func wellKnownDocument(at uri: URIReference) throws(DiagnosticsError) -> SourceDocument? {
        guard uri.description == "https://json-schema.org/draft/2020-12/schema" else { return nil }
        return try SourceDocument(#"{"type": ["object", "boolean"]}"#, file: "schema.json")
    }
}
