/// A parsed YAML or JSON document, with the position of each of its values.
package struct SourceDocument: Sendable {
    /// The file name that diagnostics report.
    package let file: String
    /// The parsed value.
    package let value: JSONValue
    private let source: Source

    private enum Source: Sendable {
        case yaml(SourceMap)
        /// The source map of a JSON text is made only when a diagnostic needs a position.
        case json([UInt8])
    }

    /// Parses a text as JSON if it starts with `{` and is valid JSON, otherwise as YAML; a `.json` file must be JSON.
    ///
    /// A byte order mark, UTF-16 and UTF-32 are accepted (YAML 1.2, 5.2), as some editors and shells write them.
    package init(_ content: [UInt8], file: String) throws(DiagnosticsError) {
        self.file = file
        guard let bytes = UnicodeText.utf8(content) else { throw Self.noText(file) }
        let first = bytes.first { $0 > 0x20 && $0 < 0x80 }
        let mustBeJSON = file.hasSuffix(".json")
        if mustBeJSON || first == UInt8(ascii: "{") {
            do throws(JSONParsingError) {
                value = try JSONValue(parsing: bytes)
                source = .json(bytes)
                return
            } catch {
                if mustBeJSON { throw DiagnosticsError(diagnostics: [Diagnostic(error, file: file)]) }
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Self.noText(file) }
        let (value, sourceMap) = try YAMLReader.read(text, file: file)
        self.value = value
        source = .yaml(sourceMap)
    }

    private static func noText(_ file: String) -> DiagnosticsError {
        let hint = "save it in UTF-8"
        return DiagnosticsError(diagnostics: [
            Diagnostic("the file is not UTF-8 text", at: SourceLocation(file: file), hint: hint)
        ])
    }

    /// Parses a text from memory.
    package init(_ text: String, file: String) throws(DiagnosticsError) {
        try self.init(Array(text.utf8), file: file)
    }

    /// The positions of all values; each call scans the text again if it is JSON.
    package func sourceMap() -> SourceMap {
        switch source {
        case .yaml(let sourceMap): return sourceMap
        case .json(let bytes):
            var mapper = JSONSourceMapper(bytes: bytes)
            return mapper.map()
        }
    }

    /// Where the value at a pointer begins, or its key if `key` is true.
    package func location(of pointer: JSONPointer, key: Bool = false) -> SourceLocation {
        let map = sourceMap()
        let position = key ? map.keyPosition(of: pointer, in: value) : map.position(of: pointer, in: value)
        return SourceLocation(file, position)
    }
}

extension Diagnostic {
    fileprivate init(_ error: JSONParsingError, file: String) {
        let location = SourceLocation(file: file, line: error.line, column: error.column)
        self.init("this is not JSON: \(error.message)", at: location)
    }
}
