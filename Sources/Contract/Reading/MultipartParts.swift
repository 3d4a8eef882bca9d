import Documents

/// The parts of a multipart/form-data body (RFC 7578; RFC 2046, section 5.1).
struct MultipartParts {
    struct Part {
        let name: String
        let isFile: Bool
        /// The media type of the part; nil if it has no Content-Type.
        let mediaType: String?
        let bytes: ArraySlice<UInt8>

        var isJSON: Bool { mediaType.map { BodyFormat($0) == .json } ?? false }
    }

    private static let maximumParts = 1_000
    let parts: [Part]

    init(_ bytes: [UInt8], mediaType: String) throws(RequestContentError) {
        guard let boundary = HeaderParameters(mediaType)["boundary"], !boundary.isEmpty else {
            throw .malformed("multipart without a boundary in its Content-Type")
        }
        // The line break before a delimiter belongs to the delimiter; the first delimiter may be at the start.
        let delimiter = Array("\r\n--\(boundary)".utf8)
        let text = Array("\r\n".utf8) + bytes
        var parts: [Part] = []
        guard var position = text.firstRange(of: delimiter)?.upperBound else {
            throw .malformed("multipart without its boundary `\(boundary)`")
        }
        while !text[position...].starts(with: "--".utf8) {
            guard let end = text[position...].firstRange(of: delimiter) else {
                throw .malformed("multipart whose last part does not end with `--\(boundary)--`")
            }
            guard parts.count < Self.maximumParts else {
                throw .malformed("multipart with more than \(Self.maximumParts) parts")
            }
            parts.append(try Part(text[position..<end.lowerBound]))
            position = end.upperBound
        }
        self.parts = parts
    }
}

extension MultipartParts.Part {
    /// Parses the text after a delimiter: a line break, header fields, an empty line, the content.
    fileprivate init(_ text: ArraySlice<UInt8>) throws(RequestContentError) {
        guard let end = text.firstRange(of: "\r\n\r\n".utf8) else {
            throw .malformed("multipart with a part that has no empty line after its header fields")
        }
        var fields: [String: String] = [:]
        for line in String(decoding: text[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[line[..<colon].lowercased()] = String(line[line.index(after: colon)...])
        }
        let disposition = HeaderParameters(fields["content-disposition"] ?? "")
        guard let name = disposition["name"] else {
            throw .malformed("multipart with a part that has no name in its Content-Disposition")
        }
        self.name = name
        isFile = disposition["filename"] != nil || disposition["filename*"] != nil
        mediaType = fields["content-type"].map(MediaType.essence)
        bytes = text[end.upperBound...]
    }
}
