import NIOHTTP1

/// What the encoding of a response depends on in its request.
struct Exchange {
    /// The exchange of a request whose head could not be read.
    static let unreadable = Exchange(isHead: false, isOldVersion: false, keepsAlive: false)

    /// Whether the request is a HEAD, so that the response has no body.
    var isHead: Bool
    /// Whether the request is HTTP/1.0, where a kept connection needs `Connection: keep-alive`.
    var isOldVersion: Bool
    /// Whether the connection may be kept for another request.
    var keepsAlive: Bool
}

extension Exchange {
    init(head: HTTPRequestHead, framing: RequestFraming) {
        isHead = head.method == .HEAD
        isOldVersion = head.version.minor == 0
        keepsAlive = head.isKeepAlive && !framing.endsParsing
    }
}

extension String {
    /// Whether this equals a lowercase ASCII text if ASCII case is ignored.
    func equalsIgnoringCase(_ lowercase: StaticString) -> Bool {
        guard utf8.count == lowercase.utf8CodeUnitCount else { return false }
        return lowercase.withUTF8Buffer { expected in
            utf8.elementsEqual(expected) { byte, expected in
                byte == expected || (byte | 0x20 == expected && byte >= 0x41 && byte <= 0x5A)
            }
        }
    }
}
