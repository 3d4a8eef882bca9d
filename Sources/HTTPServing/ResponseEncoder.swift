import NIOCore
import NIOHTTP1

/// Encodes a response as the bytes of one write, head and body together, or the head of a streamed response.
struct ResponseEncoder {
    private var date = DateHeader()
    /// The head of the current response; its storage is reused for the next one.
    private var head: [UInt8] = []

    /// The bytes to reserve for a response with a head of ordinary size.
    static func reservation(for response: Response) -> Int {
        512 + response.body.count
    }

    /// The bytes of body that are written.
    static func bodyLength(of response: Response, for exchange: Exchange) -> Int {
        writesBody(with: response.status, for: exchange) ? response.body.count : 0
    }

    /// Whether a body is written; none for 1xx, 204, 304 and HEAD (RFC 9110, section 6.4.1).
    static func writesBody(with status: HTTPResponseStatus, for exchange: Exchange) -> Bool {
        !exchange.isHead && status.mayHaveResponseBody
    }

    /// Appends the response and returns whether the connection can be kept.
    mutating func encode(_ response: Response, for exchange: Exchange, into buffer: inout ByteBuffer) -> Bool {
        head.removeAll(keepingCapacity: true)
        appendStatusLine(response.status)
        let keepsAlive = appendFields(response.headers, for: exchange)
        if response.status.mayHaveResponseBody {
            append("Content-Length: ")
            append(String(response.body.count))
            append("\r\n")
        }
        append("\r\n")
        buffer.writeBytes(head)
        if Self.bodyLength(of: response, for: exchange) > 0 {
            buffer.writeBytes(response.body)
        }
        return keepsAlive
    }

    /// Appends the head of a streamed response, and returns whether the connection can be kept.
    ///
    /// The body of an HTTP/1.0 response has no length and no chunks, so it ends with the connection.
    mutating func encodeHead(
        of response: StreamedResponse,
        for exchange: Exchange,
        into buffer: inout ByteBuffer
    ) -> Bool {
        head.removeAll(keepingCapacity: true)
        appendStatusLine(response.status)
        let keepsAlive = appendFields(response.headers, for: exchange)
        if response.status.mayHaveResponseBody && !exchange.isOldVersion {
            append("Transfer-Encoding: chunked\r\n")
        }
        append("\r\n")
        buffer.writeBytes(head)
        return keepsAlive
    }

    private mutating func append(_ text: String) {
        head.append(contentsOf: text.utf8)
    }

    private mutating func appendStatusLine(_ status: HTTPResponseStatus) {
        guard status != .ok else { return append("HTTP/1.1 200 OK\r\n") }
        append("HTTP/1.1 \(status.code) ")
        appendOneLine { head in head.append(contentsOf: status.reasonPhrase.utf8) }
        append("\r\n")
    }

    /// Appends a field, unless it has control characters, which would let a client inject lines into a response.
    private mutating func appendField(_ name: String, _ value: String) {
        let isWritten = appendOneLine { head in
            head.append(contentsOf: name.utf8)
            head.append(contentsOf: ": ".utf8)
            head.append(contentsOf: value.utf8)
        }
        if isWritten { append("\r\n") }
    }

    /// Calls `write`, and removes what it has appended if that has control characters, which could end the line.
    @discardableResult
    private mutating func appendOneLine(_ write: (inout [UInt8]) -> Void) -> Bool {
        let start = head.count
        write(&head)
        let staysOnItsLine = head[start...].allSatisfy { $0 >= 0x20 || $0 == 0x09 }
        if !staysOnItsLine { head.removeSubrange(start...) }
        return staysOnItsLine
    }

    /// Appends all fields except Content-Length and Transfer-Encoding, and returns whether the connection can be kept.
    ///
    /// Connection is written only here.
    private mutating func appendFields(_ headers: HTTPHeaders, for exchange: Exchange) -> Bool {
        var keepsAlive = exchange.keepsAlive
        var hasDate = false
        for (name, value) in headers {
            switch name.utf8.count {
            case 10 where name.equalsIgnoringCase("connection"):
                keepsAlive = keepsAlive && !value.equalsIgnoringCase("close")
                continue
            case 14 where name.equalsIgnoringCase("content-length"):
                continue
            case 17 where name.equalsIgnoringCase("transfer-encoding"):
                continue
            case 4 where name.equalsIgnoringCase("date"):
                hasDate = true
            default:
                break
            }
            appendField(name, value)
        }
        if !hasDate { head.append(contentsOf: date.current()) }
        if !keepsAlive {
            append("Connection: close\r\n")
        } else if exchange.isOldVersion {
            append("Connection: keep-alive\r\n")
        }
        return keepsAlive
    }
}
