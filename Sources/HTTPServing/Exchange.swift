import NIOHTTP1

/// What the answer has to know of its request.
struct Exchange {
    /// A request whose head could not be read.
    static let unreadable = Exchange(isHead: false, isOldVersion: false, keepsAlive: false)

    /// Whether the answer has headers only.
    var isHead: Bool
    /// HTTP/1.0, where keeping the connection has to be said aloud.
    var isOldVersion: Bool
    /// Whether the client allows a further request.
    var keepsAlive: Bool
}

extension Exchange {
    init(head: HTTPRequestHead, framing: RequestFraming) {
        isHead = head.method == .HEAD
        isOldVersion = head.version.minor == 0
        keepsAlive = head.isKeepAlive && !framing.endsParsing
    }
}

/// The headers that decide how a request is read, found in one pass.
struct RequestFraming {
    private(set) var contentLength: Int?
    private(set) var isChunked = false
    private(set) var expectsContinue = false
    /// The parser stops behind such a request, because what follows might be another protocol.
    private(set) var endsParsing = false

    init(_ head: HTTPRequestHead) {
        endsParsing = head.method == .CONNECT
        for (name, value) in head.headers {
            switch name.utf8.count {
            case 6 where name.equalsIgnoringCase("expect"):
                expectsContinue = head.version.minor > 0 && value.equalsIgnoringCase("100-continue")
            case 7 where name.equalsIgnoringCase("upgrade"):
                endsParsing = true
            case 14 where name.equalsIgnoringCase("content-length"):
                contentLength = Int(value) ?? .max
            case 17 where name.equalsIgnoringCase("transfer-encoding"):
                isChunked = true
            default:
                continue
            }
        }
    }

    /// Whether a body is announced.
    var hasBody: Bool {
        isChunked || (contentLength ?? 0) > 0
    }
}

extension String {
    /// Whether this is the given ASCII text in lower case, when its own letters are lowered.
    func equalsIgnoringCase(_ lowercase: StaticString) -> Bool {
        guard utf8.count == lowercase.utf8CodeUnitCount else { return false }
        return lowercase.withUTF8Buffer { expected in
            utf8.elementsEqual(expected) { byte, expected in
                byte == expected || (byte | 0x20 == expected && byte >= 0x41 && byte <= 0x5A)
            }
        }
    }
}
