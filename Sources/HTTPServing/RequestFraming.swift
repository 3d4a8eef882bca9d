import NIOHTTP1

/// The header fields that decide whether and how a request is read, found in one pass.
struct RequestFraming {
    private(set) var contentLength: Int?
    private(set) var isChunked = false
    private(set) var expectsContinue = false
    /// Whether the parser stops after this request (CONNECT or Upgrade), as another protocol might follow.
    private(set) var endsParsing = false
    private(set) var contentCoding = ContentCoding.identity
    /// Why the request is refused although its head can be parsed; nil if it is not.
    private(set) var failure: ProtocolFailure?

    private var host: String?
    private var singletons = SingletonFields()

    init(_ head: HTTPRequestHead) {
        endsParsing = head.method == .CONNECT
        for (name, value) in head.headers {
            read(name, value, head)
        }
        if host == nil, head.version.minor > 0 {
            refuse("An HTTP/1.1 request must have a Host header field.")
        }
        if isChunked {
            checkTransferEncoding(of: head)
        }
    }

    /// Whether the header fields announce a body.
    var hasBody: Bool {
        isChunked || (contentLength ?? 0) > 0
    }

    private mutating func read(_ name: String, _ value: String, _ head: HTTPRequestHead) {
        switch name.utf8.count {
        case 4 where name.equalsIgnoringCase("host"):
            readHost(value)
        case 6 where name.equalsIgnoringCase("expect"):
            expectsContinue = head.version.minor > 0 && value.equalsIgnoringCase("100-continue")
        case 7 where name.equalsIgnoringCase("upgrade"):
            endsParsing = true
        case 14 where name.equalsIgnoringCase("content-length"):
            contentLength = Int(value) ?? .max
        case 16 where name.equalsIgnoringCase("content-encoding"):
            contentCoding = ContentCoding(head.headers.combined("content-encoding") ?? "")
        case 17 where name.equalsIgnoringCase("transfer-encoding"):
            isChunked = true
        case 6, 12, 13, 15:
            if singletons.conflicts(name, value) {
                refuse("The header field \(name) occurs twice, with different values.")
            }
        default:
            return
        }
    }

    /// Requires exactly one Host line with a host and optionally a port (RFC 9112, section 3.2).
    private mutating func readHost(_ value: String) {
        if host != nil {
            refuse("A request must have one Host header field, not several.")
        } else if !HostField.isValid(value) {
            refuse("The Host header field is not the name of a host.")
        }
        host = value
    }

    /// Refuses every transfer coding but a single `chunked` (RFC 9112, section 6.1).
    ///
    /// The parser itself refuses a Content-Length beside a Transfer-Encoding.
    private mutating func checkTransferEncoding(of head: HTTPRequestHead) {
        let codings = FieldList.items(head.headers.combined("transfer-encoding") ?? "")
        let isOnlyChunked = codings.count == 1 && codings.first?.equalsIgnoringCase("chunked") == true
        if head.version.minor == 0 {
            refuse("HTTP/1.0 has no Transfer-Encoding.")
        } else if codings.last?.equalsIgnoringCase("chunked") != true {
            refuse("The last transfer coding of a request must be chunked.")
        } else if codings.dropLast().contains(where: { $0.equalsIgnoringCase("chunked") }) {
            refuse("The transfer coding chunked may be applied only once.")
        } else if !isOnlyChunked && failure == nil {
            failure = .unknownTransferCoding
        }
    }

    private mutating func refuse(_ sentence: String) {
        if failure == nil { failure = .faulty(sentence) }
    }
}
