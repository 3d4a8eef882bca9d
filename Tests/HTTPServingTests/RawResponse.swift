import Foundation
import NIOCore

/// A response as it came over the wire.
struct RawResponse {
    let status: Int
    /// The names are in lower case.
    let fields: [(name: String, value: String)]
    var body = ""

    /// Reads a head from the buffer if the buffer holds all of it.
    init?(takingHeadFrom buffer: inout ByteBuffer) {
        let text = String(buffer: buffer)
        guard let end = text.range(of: "\r\n\r\n") else { return nil }
        buffer.moveReaderIndex(forwardBy: text.utf8.distance(from: text.startIndex, to: end.upperBound))
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        let words = lines.first?.split(separator: " ", maxSplits: 2) ?? []
        guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else { return nil }
        self.status = status
        fields = lines.dropFirst().map { line in
            let pair = line.split(separator: ":", maxSplits: 1)
            return (pair[0].lowercased(), String(pair.last?.drop { $0 == " " } ?? ""))
        }
    }

    var mayHaveBody: Bool {
        status >= 200 && status != 204 && status != 304
    }

    subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }
}
