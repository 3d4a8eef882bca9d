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

    /// The only scalar of the set; nil if it has more or none.
    var only: UInt32? {
        guard ranges.count == 1, properties.isEmpty, !isNegated, ranges[0].count == 1 else { return nil }
        return ranges[0].lowerBound
    }

    /// Whether two sets of ranges have no scalar in common; false if that is not easy to tell.
    func isDisjoint(with other: ScalarSet) -> Bool {
        guard !isNegated, !other.isNegated, properties.isEmpty, other.properties.isEmpty else { return false }
        return !ranges.contains { range in other.ranges.contains { $0.overlaps(range) } }
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

    /// The set with both cases of its letters; ranges of more than 4096 scalars stay unchanged.
    var closedUnderCase: ScalarSet {
        var closed = self
        for range in ranges where range.count <= 4096 {
            for scalar in range { closed.ranges += Self.otherCases(of: scalar).map { $0...$0 } }
        }
        return closed
    }

    private static func otherCases(of value: UInt32) -> [UInt32] {
        guard let scalar = Unicode.Scalar(value) else { return [] }
        let mappings = [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping]
        return mappings.compactMap { mapping in
            let scalars = mapping.unicodeScalars
            return scalars.count == 1 ? scalars.first?.value : nil
        }.filter { $0 != value }
    }

    // MARK: Classes of ECMA-262

    static let digit = ScalarSet(ranges: [0x30...0x39])
    static let word = ScalarSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let space = ScalarSet(ranges: [
        0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
    ])
    /// The scalars that `.` accepts: all except line terminators.
    static let any = ScalarSet(ranges: [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029], isNegated: true)

    var negated: ScalarSet {
        var set = self
        set.isNegated.toggle()
        return set
    }
}
