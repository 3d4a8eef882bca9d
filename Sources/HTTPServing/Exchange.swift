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
