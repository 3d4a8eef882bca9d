import Foundation

/// An IPv4 or IPv6 address in network byte order, as certificates hold it.
struct IPAddress {
    let bytes: [UInt8]

    /// The address that the text denotes; nil if it is a host name.
    init?(_ text: String) {
        guard let bytes = Self.parse(text, family: AF_INET, size: 4) ?? Self.parse(text, family: AF_INET6, size: 16)
        else { return nil }
        self.bytes = bytes
    }

    private static func parse(_ text: String, family: Int32, size: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: size)
        return inet_pton(family, text, &bytes) == 1 ? bytes : nil
    }
}
