#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An IPv4 or IPv6 address in network byte order, as in certificates.
struct IPAddress {
    let bytes: [UInt8]

    /// Parses an address; nil if the text is not one, such as a host name.
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
