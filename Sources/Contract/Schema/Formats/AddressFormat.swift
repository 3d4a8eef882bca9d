import Documents

/// The formats of IP addresses and host names.
enum AddressFormat {
    /// Four decimal numbers without leading zeros (RFC 2673, 3.2).
    static func matchesIPv4(_ text: Substring.UTF8View) -> Bool {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                guard (1...3).contains(part.count), part.allSatisfy(\.isDigit) else { return false }
                guard part.count == 1 || part.first != UInt8(ascii: "0") else { return false }
                return part.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } <= 255
            }
    }

    /// Eight groups of hexadecimal digits; `::` replaces a run of zeros, and the end may be IPv4 (RFC 4291, 2.2).
    static func matchesIPv6(_ text: String) -> Bool {
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2, !text.contains(":::") else { return false }
        var count = 0
        for (index, half) in halves.enumerated() where !half.isEmpty {
            guard let groups = countGroups(half, mayEndInIPv4: index == halves.count - 1) else { return false }
            count += groups
        }
        return halves.count == 2 ? count <= 7 : count == 8
    }

    private static func countGroups(_ half: Substring, mayEndInIPv4: Bool) -> Int? {
        var groups = half.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var count = 0
        if mayEndInIPv4, let last = groups.last, last.contains(UInt8(ascii: ".")) {
            guard matchesIPv4(last) else { return nil }
            groups.removeLast()
            count = 2
        }
        for group in groups {
            guard (1...4).contains(group.count), group.allSatisfy({ $0.hexadecimalValue != nil }) else { return nil }
        }
        return count + groups.count
    }

    /// Labels of letters, digits and hyphens, without a hyphen at the start or end of a label (RFC 1123, 2.1).
    static func matchesHostname(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 253 else { return false }
        return text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy(isLabel)
    }

    private static func isLabel(_ label: Substring.UTF8View) -> Bool {
        let hyphen = UInt8(ascii: "-")
        guard (1...63).contains(label.count), label.first != hyphen, label.last != hyphen else { return false }
        return label.allSatisfy { $0.isLetterOrDigit || $0 == hyphen }
    }
}
