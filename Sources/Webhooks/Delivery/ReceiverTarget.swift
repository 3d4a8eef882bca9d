import Documents
import Domain
import NIOCore

/// The receiver and the path of a webhook URL.
struct ReceiverTarget {
    struct InvalidHeader: Error {}

    let receiver: Receiver
    /// The request line, up to its end.
    private let start: String
    /// The header `Host`, up to its end.
    private let host: String

    init(_ url: ReceiverURL, receiver: Receiver) throws {
        guard url.requestTarget.isPrintable, url.hostField.isPrintable else { throw ReceiverURL.Unusable() }
        self.receiver = receiver
        start = "POST \(url.requestTarget) HTTP/1.1\r\n"
        host = "Host: \(url.hostField)\r\n"
    }

    /// The bytes of a request; throws if a header would not be one header.
    func bytes(of request: WebhookRequest) throws -> ByteBuffer {
        var bytes = ByteBuffer()
        bytes.reserveCapacity(1024 + request.body.count)
        bytes.writeString(start)
        for header in request.headers {
            guard header.name.isFieldName, header.value.isFieldValue else { throw InvalidHeader() }
            bytes.writeString(header.name)
            bytes.writeStaticString(": ")
            bytes.writeString(header.value)
            bytes.writeStaticString("\r\n")
        }
        bytes.writeString(host)
        bytes.writeStaticString("Content-Length: ")
        bytes.writeString(String(request.body.count))
        bytes.writeStaticString("\r\n\r\n")
        bytes.writeBytes(request.body)
        return bytes
    }
}

extension String {
    /// Whether all bytes are printable ASCII, without spaces.
    fileprivate var isPrintable: Bool { utf8.allSatisfy { (0x21...0x7E).contains($0) } }

    /// Whether this is the name of a header, which for receivers has only letters, digits and hyphens.
    fileprivate var isFieldName: Bool { !isEmpty && utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") } }

    /// Whether this is the value of a header, without control characters apart from tabs (RFC 9110, 5.5).
    fileprivate var isFieldValue: Bool { utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 } }
}
