extension URLAddress {
    private static let localSuffixes = [".localhost", ".local", ".internal", ".test"]

    /// Whether the host is local: loopback, a private address, a name without a dot, or one such as `hooks.test`.
    var isLocal: Bool {
        if host.hasPrefix("[") { return Self.isLocalIPv6(host.dropFirst().dropLast()) }
        if let ipv4 { return Self.isLocalIPv4(ipv4) }
        return isLocalName
    }

    /// Whether the host is loopback: `localhost`, a name in `.localhost`, an address such as 127.0.0.1, or `[::1]`.
    package var isLoopback: Bool {
        if let ipv4 { return ipv4[0] == 127 }
        return hostName == "localhost" || hostName.hasSuffix(".localhost") || host == "[::1]"
    }

    /// Whether the host may be a name in the public DNS, because it is neither an IP address nor a local name.
    package var isPublicName: Bool {
        !host.hasPrefix("[") && ipv4 == nil && !isLocalName
    }

    /// Whether this is a name without a dot, or one with a suffix that nobody can register.
    private var isLocalName: Bool {
        let name = hostName
        return !name.contains(".") || Self.localSuffixes.contains { name.hasSuffix($0) }
    }

    /// The four numbers of an IPv4 address; nil for any other host.
    var ipv4: [UInt8]? {
        let parts = hostName.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { UInt8($0) }
        return parts.count == 4 && numbers.count == 4 ? numbers : nil
    }

    private static func isLocalIPv4(_ parts: [UInt8]) -> Bool {
        switch (parts[0], parts[1]) {
        case (127, _), (10, _), (192, 168), (172, 16...31): true
        default: false
        }
    }

    /// Whether an IPv6 address is loopback, unique local or link-local.
    private static func isLocalIPv6(_ address: Substring) -> Bool {
        address == "::1" || ["fc", "fd", "fe8", "fe9", "fea", "feb"].contains { address.hasPrefix($0) }
    }
}
