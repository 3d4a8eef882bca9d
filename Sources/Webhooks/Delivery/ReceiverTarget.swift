import Documents
import Domain
import NIOCore

/// The receiver and the path of a webhook URL.
struct ReceiverTarget {
    /// The methods that are sent without a length if there is no body (RFC 9110, 8.6).
    private static let methodsWithoutBody: Set = ["GET", "HEAD", "DELETE", "CONNECT", "TRACE"]

    let receiver: Receiver
    /// The request line behind the method, up to its end.
    private let start: String
    /// The header `Host`, up to its end.
    private let host: String

    init(_ url: ReceiverURL, receiver: Receiver) throws {
        guard url.requestTarget.isPrintable, url.hostField.isPrintable else { throw RequestError.unusableURL }
        self.receiver = receiver
        start = " \(url.requestTarget) HTTP/1.1\r\n"
        host = "Host: \(url.hostField)\r\n"
    }

    /// The bytes of a request; throws if a header would not be one header.
    func bytes(of request: OutgoingRequest) throws -> ByteBuffer {
        guard request.method.isToken else { throw RequestError.invalidMethod }
        var bytes = ByteBuffer()
        bytes.reserveCapacity(1024 + request.body.count)
        bytes.writeString(request.method)
        bytes.writeString(start)
        var hasHost = false
        for header in request.headers {
            guard header.name.isToken, header.value.isFieldValue else { throw RequestError.invalidHeader(header.name) }
            hasHost = hasHost || header.name.isHost
            bytes.writeString(header.name)
            bytes.writeStaticString(": ")
            bytes.writeString(header.value)
            bytes.writeStaticString("\r\n")
        }
        if !hasHost { bytes.writeString(host) }
        if !request.body.isEmpty || !Self.methodsWithoutBody.contains(request.method) {
            bytes.writeStaticString("Content-Length: ")
            bytes.writeString(String(request.body.count))
            bytes.writeStaticString("\r\n")
        }
        bytes.writeStaticString("\r\n")
        bytes.writeBytes(request.body)
        return bytes
    }
}

extension String {
    /// Whether all bytes are printable ASCII, without spaces.
    fileprivate var isPrintable: Bool { utf8.allSatisfy { (0x21...0x7E).contains($0) } }

    /// Whether this is a token, as the names of headers and methods are (RFC 9110, 5.6.2).
    fileprivate var isToken: Bool {
        !isEmpty && utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") || Self.tokenMarks.contains($0) }
    }

    private static let tokenMarks = Array("!#$%&'*+.^_`|~".utf8)

    fileprivate var isHost: Bool { utf8.count == 4 && lowercased() == "host" }

    /// Whether this is the value of a header, without control characters apart from tabs (RFC 9110, 5.5).
    fileprivate var isFieldValue: Bool { utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 } }
}
