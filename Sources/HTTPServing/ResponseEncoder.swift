import NIOCore
import NIOHTTP1

/// Turns an answer into the bytes of one write, head and body together.
struct ResponseEncoder {
    private var date = DateHeader()
    /// The head of the present answer; its room is used again for the next one.
    private var head: [UInt8] = []

    /// The room that an answer needs, for a head of ordinary size.
    static func reservation(for response: Response) -> Int {
        512 + response.body.count
    }

    /// How many bytes of the answer are body; 1xx, 204, 304 and answers to HEAD have none (RFC 9110, section 6.4.1).
    static func bodyLength(of response: Response, for exchange: Exchange) -> Int {
        exchange.isHead || !response.status.mayHaveResponseBody ? 0 : response.body.count
    }

    /// Appends the answer and says whether the connection can be kept.
    mutating func encode(_ response: Response, for exchange: Exchange, into buffer: inout ByteBuffer) -> Bool {
        head.removeAll(keepingCapacity: true)
        appendStatusLine(response.status)
        let keepsAlive = appendFields(of: response, for: exchange)
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

    private mutating func append(_ text: String) {
        head.append(contentsOf: text.utf8)
    }

    private mutating func appendStatusLine(_ status: HTTPResponseStatus) {
        guard status != .ok else { return append("HTTP/1.1 200 OK\r\n") }
        append("HTTP/1.1 \(status.code) ")
        appendOneLine { head in head.append(contentsOf: status.reasonPhrase.utf8) }
        append("\r\n")
    }

    /// Appends a field, unless its value could break out of its line: it would let one client write answers of its own.
    private mutating func appendField(_ name: String, _ value: String) {
        let isWritten = appendOneLine { head in
            head.append(contentsOf: name.utf8)
            head.append(contentsOf: ": ".utf8)
            head.append(contentsOf: value.utf8)
        }
        if isWritten { append("\r\n") }
    }

    /// Keeps what `write` appends if it has no control characters, and so cannot end its line.
    @discardableResult
    private mutating func appendOneLine(_ write: (inout [UInt8]) -> Void) -> Bool {
        let start = head.count
        write(&head)
        let staysOnItsLine = head[start...].allSatisfy { $0 >= 0x20 || $0 == 0x09 }
        if !staysOnItsLine { head.removeSubrange(start...) }
        return staysOnItsLine
    }

    /// Appends all fields but the length, and says whether the connection can be kept.
    ///
    /// The headers that concern the connection are written here and nowhere else.
    private mutating func appendFields(of response: Response, for exchange: Exchange) -> Bool {
        var keepsAlive = exchange.keepsAlive
        var hasDate = false
        for (name, value) in response.headers {
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
