/// Decompresses gzip data of one or several members (RFC 1952).
enum Gzip {
    private struct Flags {
        let bits: Int

        var hasHeaderChecksum: Bool { bits & 2 != 0 }
        var hasExtraField: Bool { bits & 4 != 0 }
        var hasName: Bool { bits & 8 != 0 }
        var hasComment: Bool { bits & 16 != 0 }
        var isKnown: Bool { bits & 0xE0 == 0 }
    }

    /// Decompresses the bytes; stops with `tooLarge` as soon as the output would exceed the limit.
    static func unpack(_ bytes: [UInt8], limit: Int) throws(UnpackingError) -> [UInt8] {
        var inflater = Inflater(bytes, limit: limit)
        repeat {
            try readHeader(&inflater.reader)
            let start = inflater.output.count
            try inflater.inflate()
            inflater.reader.alignToByte()
            let checksum = try readNumber(&inflater.reader)
            let size = try readNumber(&inflater.reader)
            guard UInt32(truncatingIfNeeded: inflater.output.count - start) == size,
                CRC32.checksum(of: inflater.output[start...]) == checksum
            else { throw .broken("its checksum is wrong") }
        } while !inflater.reader.isAtEnd
        return inflater.output
    }

    private static func readHeader(_ reader: inout BitReader) throws(UnpackingError) {
        guard try reader.bits(16) == 0x8B1F, try reader.bits(8) == 8 else {
            throw .broken("it does not begin as gzip does")
        }
        let flags = Flags(bits: try reader.bits(8))
        guard flags.isKnown else { throw .invalid }
        for _ in 0..<6 { _ = try reader.bits(8) }
        if flags.hasExtraField {
            for _ in 0..<(try reader.bits(16)) { _ = try reader.bits(8) }
        }
        if flags.hasName { try skipText(&reader) }
        if flags.hasComment { try skipText(&reader) }
        if flags.hasHeaderChecksum { _ = try reader.bits(16) }
    }

    private static func skipText(_ reader: inout BitReader) throws(UnpackingError) {
        while try reader.bits(8) != 0 {}
    }

    private static func readNumber(_ reader: inout BitReader) throws(UnpackingError) -> UInt32 {
        let low = try reader.bits(16)
        return UInt32(low | (try reader.bits(16)) << 16)
    }
}
