/// Decompresses DEFLATE (RFC 1951).
struct Inflater {
    private static let lengthBases = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ]
    private static let lengthBits = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let distanceBases = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145,
        8193, 12289, 16385, 24577,
    ]
    private static let distanceBits = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
    ]
    /// The order in which a block lists the lengths of the code that encodes lengths (RFC 1951, section 3.2.7).
    private static let orderOfLengths = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    private static let endOfBlock = 256

    /// The two codes of a block.
    private struct Codes {
        let literals: HuffmanCode
        let distances: HuffmanCode
    }

    var reader: BitReader
    private(set) var output: [UInt8] = []
    private let limit: Int

    init(_ bytes: [UInt8], limit: Int) {
        reader = BitReader(bytes)
        self.limit = limit
    }

    /// Decompresses one stream; the reader is then at the end of its last block.
    mutating func inflate() throws(UnpackingError) {
        let start = output.count
        var isLast = false
        while !isLast {
            isLast = try reader.bits(1) == 1
            switch try reader.bits(2) {
            case 0: try copyStored()
            case 1: try decode(with: Self.fixedCodes.get(), from: start)
            case 2: try decode(with: readCodes(), from: start)
            default: throw .invalid
            }
        }
    }

    private mutating func copyStored() throws(UnpackingError) {
        reader.alignToByte()
        let length = try reader.bits(16)
        guard try reader.bits(16) == length ^ 0xFFFF else { throw .invalid }
        guard output.count + length <= limit else { throw .tooLarge }
        try reader.take(length, into: &output)
    }

    private mutating func decode(with codes: Codes, from start: Int) throws(UnpackingError) {
        while true {
            reader.fill()
            let symbol = try codes.literals.symbol(from: &reader)
            if symbol < Self.endOfBlock {
                guard output.count < limit else { throw .tooLarge }
                output.append(UInt8(truncatingIfNeeded: symbol))
            } else if symbol == Self.endOfBlock {
                return
            } else {
                try copy(symbol - Self.endOfBlock - 1, codes.distances, from: start)
            }
        }
    }

    /// Appends a copy of earlier output.
    private mutating func copy(_ index: Int, _ distances: HuffmanCode, from start: Int) throws(UnpackingError) {
        guard index < Self.lengthBases.count else { throw .invalid }
        let length = Self.lengthBases[index] + (try reader.bits(Self.lengthBits[index]))
        reader.fill()
        let symbol = try distances.symbol(from: &reader)
        guard symbol < Self.distanceBases.count else { throw .invalid }
        let distance = Self.distanceBases[symbol] + (try reader.bits(Self.distanceBits[symbol]))
        guard distance <= output.count - start else { throw .invalid }
        guard output.count + length <= limit else { throw .tooLarge }
        for place in output.count - distance..<output.count - distance + length { output.append(output[place]) }
    }

    /// The codes of blocks that do not contain their own codes (RFC 1951, section 3.2.6).
    private static let fixedCodes = Result<Codes, UnpackingError> { () throws(UnpackingError) in
        let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
        let distances = [Int](repeating: 5, count: 32)
        return Codes(literals: try HuffmanCode(lengths: lengths), distances: try HuffmanCode(lengths: distances))
    }

    private mutating func readCodes() throws(UnpackingError) -> Codes {
        let literals = try reader.bits(5) + 257
        let distances = try reader.bits(5) + 1
        let stated = try reader.bits(4) + 4
        guard literals <= 286, distances <= 30 else { throw .invalid }
        var lengths = [Int](repeating: 0, count: Self.orderOfLengths.count)
        for place in Self.orderOfLengths.prefix(stated) { lengths[place] = try reader.bits(3) }
        let all = try readLengths(literals + distances, with: HuffmanCode(lengths: lengths))
        guard all[Self.endOfBlock] > 0 else { throw .invalid }
        return Codes(
            literals: try HuffmanCode(lengths: Array(all[..<literals])),
            distances: try HuffmanCode(lengths: Array(all[literals...]))
        )
    }

    private mutating func readLengths(_ count: Int, with code: HuffmanCode) throws(UnpackingError) -> [Int] {
        var lengths: [Int] = []
        while lengths.count < count {
            reader.fill()
            let symbol = try code.symbol(from: &reader)
            switch symbol {
            case 0...15:
                lengths.append(symbol)
            case 16:
                guard let last = lengths.last else { throw .invalid }
                lengths += Array(repeating: last, count: 3 + (try reader.bits(2)))
            case 17:
                lengths += Array(repeating: 0, count: 3 + (try reader.bits(3)))
            default:
                lengths += Array(repeating: 0, count: 11 + (try reader.bits(7)))
            }
        }
        guard lengths.count == count else { throw .invalid }
        return lengths
    }
}
