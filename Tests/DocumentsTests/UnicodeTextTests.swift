import Documents
import Testing

/// Documents are read in every encoding of Unicode that editors save them in.
struct UnicodeTextTests {
    enum Encoding: CaseIterable {
        case utf8
        case utf8WithMark
        case utf16LittleEndian
        case utf16BigEndian
        case utf16LittleEndianWithMark
        case utf16BigEndianWithMark
        case utf32LittleEndian
        case utf32BigEndian
        case utf32LittleEndianWithMark
        case utf32BigEndianWithMark

        func bytes(_ text: String) -> [UInt8] {
            switch self {
            case .utf8: Array(text.utf8)
            case .utf8WithMark: Array(("\u{FEFF}" + text).utf8)
            case .utf16LittleEndian: text.utf16.flatMap { Self.bytes($0.littleEndian) }
            case .utf16BigEndian: text.utf16.flatMap { Self.bytes($0.bigEndian) }
            case .utf16LittleEndianWithMark: Self.utf16LittleEndian.bytes("\u{FEFF}" + text)
            case .utf16BigEndianWithMark: Self.utf16BigEndian.bytes("\u{FEFF}" + text)
            case .utf32LittleEndian: text.unicodeScalars.flatMap { Self.bytes($0.value.littleEndian) }
            case .utf32BigEndian: text.unicodeScalars.flatMap { Self.bytes($0.value.bigEndian) }
            case .utf32LittleEndianWithMark: Self.utf32LittleEndian.bytes("\u{FEFF}" + text)
            case .utf32BigEndianWithMark: Self.utf32BigEndian.bytes("\u{FEFF}" + text)
            }
        }

        private static func bytes(_ unit: some FixedWidthInteger) -> [UInt8] {
            let size = unit.bitWidth / 8
            return (0..<size).map { UInt8(truncatingIfNeeded: unit >> ($0 * 8)) }
        }
    }

    @Test(arguments: Encoding.allCases)
    func `a document is read in every encoding of Unicode with the same lines and columns`(encoding: Encoding) throws {
        let yaml = try SourceDocument(encoding.bytes("name: é😀\nlist: [a]\n"), file: "a.yaml")
        #expect(yaml.value == ["name": "é😀", "list": ["a"]])
        #expect(yaml.location(of: JSONPointer(["name"]), key: true).description == "a.yaml:1:1")
        #expect(yaml.location(of: JSONPointer(["name"])).description == "a.yaml:1:7")
        let json = try SourceDocument(encoding.bytes("{\"name\": \"é😀\", \"b\": 1}"), file: "a.json")
        #expect(json.value == ["name": "é😀", "b": 1])
        #expect(json.location(of: JSONPointer(["name"]), key: true).description == "a.json:1:2")
        #expect(json.location(of: JSONPointer(["b"])).description == "a.json:1:21")
    }

    @Test(arguments: Encoding.allCases)
    func `a mistake on the first line has the same column in every encoding`(encoding: Encoding) {
        let yaml = #expect(throws: DiagnosticsError.self) {
            try SourceDocument(encoding.bytes("a: *b\n"), file: "a.yaml")
        }
        #expect(yaml?.description == "a.yaml:1:4: error: this is not YAML: no value above has the anchor `&b`")
        let json = #expect(throws: DiagnosticsError.self) {
            try SourceDocument(encoding.bytes("{\"a\" 1}"), file: "a.json")
        }
        #expect(json?.description == "a.json:1:6: error: this is not JSON: `:` should follow the key")
    }

    @Test(
        arguments: [
            [0x61, 0xFF], [0xFF, 0xFE, 0x00, 0xD8], [0xFE, 0xFF, 0x00],
            [0x00, 0x00, 0xFE, 0xFF, 0x00, 0x11, 0x00, 0x00],
            [0xFF, 0xFE, 0x00, 0x00, 0x01],
        ] as [[UInt8]]
    )
    func `a document that is not valid in any encoding of Unicode is refused`(bytes: [UInt8]) {
        let error = #expect(throws: DiagnosticsError.self) { try SourceDocument(bytes, file: "a.yaml") }
        #expect(error?.description == "a.yaml:1:1: error: the file is not UTF-8 text; save it in UTF-8")
    }

    @Test(arguments: [[], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]])
    func `a document of nothing but a byte order mark is null`(bytes: [UInt8]) throws {
        #expect(try SourceDocument(bytes, file: "a.yaml").value == .null)
    }

    @Test func `a byte order mark inside a text is part of the text`() throws {
        #expect(try SourceDocument("a: \"x\u{FEFF}\"\n", file: "a.yaml").value == ["a": "x\u{FEFF}"])
    }
}
