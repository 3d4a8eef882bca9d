import NIOCore
import NIOHTTP1

/// Turns an answer into the bytes of one write, head and body together.
struct ResponseEncoder {
    private var date = DateHeader()

    /// The room that an answer needs, for a head of ordinary size.
    static func reservation(for response: Response) -> Int {
        512 + response.body.count
    }

    /// How many bytes of the answer are body; 1xx, 204, 304 and answers to HEAD have none (RFC 9110, section 6.4.1).
    static func bodyLength(of response: Response, for exchange: Exchange) -> Int {
        exchange.isHead || !response.status.mayHaveResponseBody ? 0 : response.body.count
    }

    /// Appends the answer and says whether the connection can be kept.
    ///
    /// The headers that concern the connection are written here and nowhere else. A field whose value could break
    /// out of its line is left out: it would let one client write answers of its own.
    mutating func encode(_ response: Response, for exchange: Exchange, into buffer: inout ByteBuffer) -> Bool {
        var keepsAlive = exchange.keepsAlive
        var hasDate = false
        Self.writeStatusLine(response.status, into: &buffer)
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
            guard name.staysOnItsLine, value.staysOnItsLine else { continue }
            buffer.writeString(name)
            buffer.writeStaticString(": ")
            buffer.writeString(value)
            buffer.writeStaticString("\r\n")
        }
        if !hasDate {
            buffer.writeBytes(date.current())
        }
        Self.writeConnection(of: exchange, keepsAlive: keepsAlive, into: &buffer)
        Self.writeLengthAndBody(of: response, for: exchange, into: &buffer)
        return keepsAlive
    }

    private static func writeStatusLine(_ status: HTTPResponseStatus, into buffer: inout ByteBuffer) {
        if status == .ok {
            buffer.writeStaticString("HTTP/1.1 200 OK\r\n")
            return
        }
        let reason = status.reasonPhrase
        buffer.writeStaticString("HTTP/1.1 ")
        buffer.writeString(String(status.code))
        buffer.writeStaticString(" ")
        buffer.writeString(reason.staysOnItsLine ? reason : "")
        buffer.writeStaticString("\r\n")
    }

    private static func writeConnection(of exchange: Exchange, keepsAlive: Bool, into buffer: inout ByteBuffer) {
        if !keepsAlive {
            buffer.writeStaticString("Connection: close\r\n")
        } else if exchange.isOldVersion {
            buffer.writeStaticString("Connection: keep-alive\r\n")
        }
    }

    /// The rest of the head and the body.
    private static func writeLengthAndBody(
        of response: Response,
        for exchange: Exchange,
        into buffer: inout ByteBuffer
    ) {
        guard response.status.mayHaveResponseBody else {
            buffer.writeStaticString("\r\n")
            return
        }
        buffer.writeStaticString("Content-Length: ")
        buffer.writeString(String(response.body.count))
        buffer.writeStaticString("\r\n\r\n")
        if bodyLength(of: response, for: exchange) > 0 {
            buffer.writeBytes(response.body)
        }
    }
}

extension String {
    /// Whether the text has no control characters, and so cannot end a header line.
    fileprivate var staysOnItsLine: Bool {
        utf8.allSatisfy { $0 >= 0x20 || $0 == 0x09 }
    }
}
