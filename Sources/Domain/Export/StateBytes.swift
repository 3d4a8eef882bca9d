import Documents

/// Bytes of foreign origin: exported as a string if they are UTF-8, else as `{"base64": "…"}` (RFC 4648, 4).
struct StateBytes: Hashable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }
}

extension StateBytes: StateCodable {
    func writeState(to writer: inout JSONWriter) {
        if let text = String(validating: bytes, as: UTF8.self) { return writer.value(text) }
        writer.object { writer in writer.member("base64", Base64.text(of: bytes)) }
    }

    init(state json: JSONValue) throws(StateError) {
        if let text = json.string {
            bytes = Array(text.utf8)
            return
        }
        guard json.object != nil else { throw .expected("a string, or an object with `base64`") }
        var reader = try StateReader(json)
        bytes = try reader.read("base64") { json throws(StateError) in
            guard let bytes = json.string.flatMap(Base64.bytes(of:)) else { throw .expected("base64 with padding") }
            return bytes
        }
        try reader.finish()
        guard String(validating: bytes, as: UTF8.self) == nil else {
            throw .expected("a string, as the bytes are UTF-8")
        }
    }
}
