/// Finds the text of a member in the text of a JSON object.
///
/// A parsed value does not keep it: a large integer becomes a floating-point number.
struct JSONMemberText {
    private let bytes: [UInt8]
    private var index = 0

    /// The text of the value of the member `name`; nil if the object does not have it.
    ///
    /// The bytes must be valid JSON with an object at the top.
    static func value(of name: String, in bytes: [UInt8]) -> [UInt8]? {
        var text = JSONMemberText(bytes: bytes)
        return text.find("\"\(name)\"")
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func find(_ key: String) -> [UInt8]? {
        skip { $0 != UInt8(ascii: "{") }
        index += 1
        while index < bytes.count {
            skip { $0 != UInt8(ascii: "\"") }
            guard index < bytes.count else { return nil }
            let name = token()
            skip { $0 != UInt8(ascii: ":") }
            index += 1
            skip { $0 <= 0x20 }
            let value = token()
            if name.elementsEqual(key.utf8) { return Array(value) }
        }
        return nil
    }

    /// Passes one string, container or literal and returns its text.
    private mutating func token() -> ArraySlice<UInt8> {
        let start = index
        var depth = 0
        repeat {
            guard index < bytes.count else { break }
            switch bytes[index] {
            case UInt8(ascii: "\""): skipString()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                index += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                index += 1
            case let byte where depth == 0 && !Self.separates(byte):
                skip { !Self.separates($0) }
            default: index += 1
            }
        } while depth > 0
        return bytes[start..<index]
    }

    private mutating func skipString() {
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        index += 1
    }

    private mutating func skip(while isSkipped: (UInt8) -> Bool) {
        while index < bytes.count, isSkipped(bytes[index]) { index += 1 }
    }

    private static func separates(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
    }
}
