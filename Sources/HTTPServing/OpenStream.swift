import NIOCore

/// A streamed response whose head is written and whose body has not ended.
struct OpenStream {
    let response: StreamedResponse
    let reply: Reply
    /// Whether the body is written in chunks; otherwise it ends with the connection.
    let isChunked: Bool

    /// Appends a piece as it is written: as a chunk, and after the last piece the chunk that ends the body.
    func encode(_ piece: StreamedResponse.Piece, into buffer: inout ByteBuffer) {
        guard isChunked else {
            buffer.writeBytes(piece.bytes)
            return
        }
        if !piece.bytes.isEmpty {
            buffer.writeString(String(piece.bytes.count, radix: 16))
            buffer.writeStaticString("\r\n")
            buffer.writeBytes(piece.bytes)
            buffer.writeStaticString("\r\n")
        }
        if piece.isLast {
            buffer.writeStaticString("0\r\n\r\n")
        }
    }
}
