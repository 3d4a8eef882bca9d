import OrderedCollections

/// Writes compact JSON in UTF-8, in the order of the calls.
///
/// The writer adds commas and escapes text. It does not check that keys are unique and have a value.
package struct JSONWriter {
    /// The bytes that have been written so far.
    package private(set) var bytes: [UInt8]
    private var needsComma = false

    /// Starts an empty text that has room for `capacity` bytes.
    package init(capacity: Int = 256) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// The text that `body` writes.
    package static func bytes(capacity: Int = 512, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(capacity: capacity)
        body(&writer)
        return writer.bytes
    }

    // MARK: Structure

    /// Writes an object whose members `body` adds.
    @inlinable
    package mutating func object<Failure: Error>(
        _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        open(UInt8(ascii: "{"))
        try body(&self)
        close(UInt8(ascii: "}"))
    }

    /// Writes an object that already is JSON text, with the members that `body` adds after its own.
    @inlinable
    package mutating func object<Failure: Error>(
        extending json: [UInt8],
        _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        open(extending: json)
        try body(&self)
        close(UInt8(ascii: "}"))
    }

    /// Writes an array whose elements `body` adds.
    @inlinable
    package mutating func array<Failure: Error>(
        _ body: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        open(UInt8(ascii: "["))
        try body(&self)
        close(UInt8(ascii: "]"))
    }

    /// Writes the key of the member that follows.
    package mutating func key(_ name: String) {
        separate()
        appendQuoted(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    @usableFromInline
    mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    /// Writes an object that already is JSON text, without its closing brace.
    @usableFromInline
    mutating func open(extending json: [UInt8]) {
        separate()
        bytes.append(contentsOf: json.dropLast())
        needsComma = json.count > 2
    }

    @usableFromInline
    mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    // MARK: Values

    /// Writes a string, or null.
    package mutating func value(_ text: String?) {
        separate()
        if let text { appendQuoted(text) } else { append("null") }
    }

    /// Writes a string whose UTF-8 is given.
    package mutating func string(utf8 text: [UInt8]) {
        separate()
        appendQuoted(text.span)
    }

    /// Writes a whole number, or null.
    package mutating func value(_ number: Int?) {
        separate()
        if let number { append(number.description) } else { append("null") }
    }

    /// Writes a boolean.
    package mutating func value(_ truth: Bool) {
        word(truth ? "true" : "false")
    }

    /// Writes any JSON value, members in their own order.
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: word("null")
        case .bool(let truth): self.value(truth)
        case .integer(let number): self.value(number)
        case .number(let number): word(Self.text(of: number))
        case .string(let text): self.value(text)
        case .array(let elements):
            array { writer in for element in elements { writer.value(element) } }
        case .object(let members):
            object { writer in
                for (name, member) in members {
                    writer.key(name)
                    writer.value(member)
                }
            }
        }
    }

    /// Writes a value that already is JSON text.
    package mutating func raw(_ json: [UInt8]) {
        separate()
        bytes.append(contentsOf: json)
    }

    private mutating func word(_ text: String) {
        separate()
        append(text)
    }

    // MARK: Members

    /// Writes a member that is a string or null.
    package mutating func member(_ name: String, _ text: String?) {
        key(name)
        value(text)
    }

    /// Writes a member that is a whole number or null.
    package mutating func member(_ name: String, _ number: Int?) {
        key(name)
        value(number)
    }

    /// Writes a member that is a boolean.
    package mutating func member(_ name: String, _ truth: Bool) {
        key(name)
        value(truth)
    }

    /// Writes a member that is any JSON value; nil becomes null.
    package mutating func member(_ name: String, _ json: JSONValue?) {
        key(name)
        value(json ?? .null)
    }

    // MARK: Text

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func appendQuoted(_ text: String) {
        appendQuoted(text.utf8Span.span)
    }

    private mutating func appendQuoted(_ text: Span<UInt8>) {
        var escaped = 0
        for index in text.indices where Self.needsEscape(text[index]) { escaped += 1 }
        bytes.append(addingCapacity: text.count + escaped * (Self.longestEscape - 1) + 2) { output in
            output.append(UInt8(ascii: "\""))
            if escaped == 0 {
                output.append(copying: text)
            } else {
                Self.append(escaping: text, to: &output)
            }
            output.append(UInt8(ascii: "\""))
        }
    }

    /// The length of an escape such as `\u0000`.
    private static let longestEscape = 6

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func append(escaping text: Span<UInt8>, to output: inout OutputSpan<UInt8>) {
        for index in text.indices {
            let byte = text[index]
            if needsEscape(byte) { append(escapeOf: byte, to: &output) } else { output.append(byte) }
        }
    }

    private static func append(escapeOf byte: UInt8, to output: inout OutputSpan<UInt8>) {
        output.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: output.append(UInt8(ascii: "b"))
        case 0x09: output.append(UInt8(ascii: "t"))
        case 0x0A: output.append(UInt8(ascii: "n"))
        case 0x0C: output.append(UInt8(ascii: "f"))
        case 0x0D: output.append(UInt8(ascii: "r"))
        case 0..<0x20:
            output.append(UInt8(ascii: "u"))
            output.append(UInt8(ascii: "0"))
            output.append(UInt8(ascii: "0"))
            output.append(hexadecimalDigit(byte >> 4))
            output.append(hexadecimalDigit(byte & 15))
        default: output.append(byte)
        }
    }

    private static func hexadecimalDigit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
    }

    /// The shortest text that parses to the same number; whole numbers below 10^15 have no fraction, as in JavaScript.
    private static func text(of number: Double) -> String {
        if let whole = Int(exactly: number), abs(number) < 1e15 { return whole.description }
        return number.description
    }
}

extension JSONValue {
    /// The compact JSON text in UTF-8, members in their own order.
    package var serialized: [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }

    /// The compact JSON text, members in their own order.
    package var text: String {
        String(decoding: serialized, as: UTF8.self)
    }

    /// The text of a string without quotation marks; any other value as JSON text.
    package var plainText: String {
        string ?? text
    }

    /// The same value with the members of every object sorted by name, so that equal values give equal texts.
    package var canonical: JSONValue {
        switch self {
        case .null, .bool, .integer, .string: self
        case .number(let number): Int(exactly: number).map(JSONValue.integer) ?? self
        case .array(let elements): .array(elements.map(\.canonical))
        case .object(let members):
            .object(
                JSONObject(
                    uniqueKeysWithValues: members.sorted { $0.key < $1.key }.map { ($0.key, $0.value.canonical) }
                )
            )
        }
    }
}
