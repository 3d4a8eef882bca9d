/// A YAML or JSON text as a value, with the places of its parts.
package struct SourceDocument: Sendable {
    /// The name that diagnostics give for it.
    package let file: String
    /// What the text says.
    package let value: JSONValue
    private let source: Source

    private enum Source: Sendable {
        case yaml(SourceMap)
        /// The map of a JSON text is made only when a diagnostic asks for a place.
        case json([UInt8])
    }

    /// Reads a text: as JSON if it looks like JSON, else as YAML; a `.json` file must be JSON.
    ///
    /// Editors save such files with a byte order mark, and some shells in UTF-16, so both are read (YAML 1.2, 5.2).
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

    /// Reads a text from memory.
    package init(_ text: String, file: String) throws(DiagnosticsError) {
        try self.init(Array(text.utf8), file: file)
    }

    /// The places of all values; costs a pass over the text if that is JSON.
    package func sourceMap() -> SourceMap {
        switch source {
        case .yaml(let sourceMap): return sourceMap
        case .json(let bytes):
            var mapper = JSONSourceMapper(bytes: bytes)
            return mapper.map()
        }
    }

    /// Where the value at that place begins, or its key if that is asked for.
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
