/// Reads YAML 1.2 into JSON values, typed by its core schema, and keeps the position of each value.
///
/// Quoted scalars are strings, keys are always strings (`200:` becomes `"200"`), merge keys and aliases are followed.
/// A tag of the core schema decides the type of a scalar; other tags are ignored.
package struct YAMLReader {
    /// The most values that a document may have with its aliases expanded, so that a small text cannot fill the memory.
    package static let maximumValues = 1_000_000
    /// The most collections that may be in one another, so that a text cannot exhaust the stack.
    package static let maximumDepth = 128
    /// The longest key in Unicode scalars that may stand in the line of its value (YAML 1.2, 7.4.2).
    static let maximumKeyLength = 1024

    /// A value and the positions of its parts.
    typealias Reading = (value: JSONValue, entry: SourceMap.Entry)

    let file: String
    let bytes: [UInt8]
    /// The end of the document that is being read; after it, another one may begin.
    var textEnd: Int
    let hasTabs: Bool
    let hasUnprintable: Bool
    var index = 0
    var line = 1
    var lineStart = 0
    /// An index in the current line, up to which `position` has counted the columns.
    var counted: (index: Int, column: Int) = (0, 1)
    var depth = 0
    /// The greatest depth so far; `readProperties` resets it, to measure the depth of a single value.
    var deepest = 0
    var valueCount = 0
    var anchors: [String: Anchor] = [:]
    /// The beginnings of tags by their short forms, from `%TAG` lines.
    var tagPrefixes: [String: String] = [:]
    var collector = DiagnosticCollector()

    private init(_ text: YAMLText, file: String) {
        self.file = file
        bytes = text.bytes
        textEnd = text.bytes.count
        hasTabs = text.hasTabs
        hasUnprintable = text.hasUnprintable
    }

    /// The value of a YAML text and its source map; an empty text is null.
    package static func read(
        _ text: String,
        file: String
    ) throws(DiagnosticsError) -> (value: JSONValue, sourceMap: SourceMap) {
        let text = YAMLText(Array(text.utf8))
        var reader = YAMLReader(text, file: file)
        do throws(DiagnosticsError) {
            if let index = text.controlCharacter { throw reader.controlCharacter(at: index) }
            let (value, entry) = try reader.readDocument(markers: text.markers[...])
            try reader.collector.throwErrors()
            return (value, SourceMap(root: entry))
        } catch {
            // The repeated keys before the mistake that ends the reading are reported with it.
            reader.collector.add(error)
            throw DiagnosticsError(diagnostics: reader.collector.sorted)
        }
    }
}
