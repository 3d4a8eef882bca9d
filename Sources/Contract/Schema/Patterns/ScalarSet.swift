/// The Unicode scalars that one step of a pattern accepts.
struct ScalarSet: Sendable {
    var ranges: [ClosedRange<UInt32>] = []
    var properties: [UnicodeProperty] = []
    var isNegated = false

    func contains(_ scalar: UInt32) -> Bool {
        let isMember =
            ranges.contains { $0.contains(scalar) }
            || properties.contains { $0.contains(scalar) }
        return isMember != isNegated
    }

    mutating func insert(_ scalar: UInt32) {
        ranges.append(scalar...scalar)
    }

    mutating func formUnion(_ other: ScalarSet) {
        guard other.isNegated else {
            ranges += other.ranges
            properties += other.properties
            return
        }
        properties.append(.notIn(other.ranges, other.properties))
    }

    // MARK: Classes of ECMA-262

    static let digit = ScalarSet(ranges: [0x30...0x39])
    static let word = ScalarSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let space = ScalarSet(ranges: [
        0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
    ])
    /// What `.` accepts: all but line ends.
    static let any = ScalarSet(ranges: [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029], isNegated: true)

    var negated: ScalarSet {
        var set = self
        set.isNegated.toggle()
        return set
    }
}
