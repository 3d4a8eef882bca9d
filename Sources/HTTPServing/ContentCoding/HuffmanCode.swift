/// A Huffman code of DEFLATE, built from the lengths of its code words (RFC 1951, section 3.2.2).
struct HuffmanCode {
    /// Code words up to this length are found with one look into the table `quick`.
    private static let quickLength = 9
    private static let longest = 15

    /// For each value of the next bits, the symbol and length of the word at their start; zero for a longer word.
    private var quick = [UInt16](repeating: 0, count: 1 << quickLength)
    /// The number of words of each length.
    private var counts = [Int](repeating: 0, count: longest + 1)
    /// The symbols in the order of their words.
    private var symbols: [Int] = []

    /// Builds the code; it may be incomplete only if it has no word, or a single word of one bit.
    init(lengths: [Int]) throws(UnpackingError) {
        for length in lengths where length > 0 { counts[length] += 1 }
        var free = 1
        for length in 1...Self.longest {
            free = free << 1 - counts[length]
            guard free >= 0 else { throw .invalid }
        }
        let words = counts.reduce(0, +)
        guard free == 0 || words == 0 || (words == 1 && counts[1] == 1) else { throw .invalid }
        symbols = [Int](repeating: 0, count: words)
        arrange(lengths)
    }

    private mutating func arrange(_ lengths: [Int]) {
        var places = [Int](repeating: 0, count: Self.longest + 1)
        var words = places
        for length in 1..<Self.longest {
            places[length + 1] = places[length] + counts[length]
            words[length + 1] = (words[length] + counts[length]) << 1
        }
        for (symbol, length) in lengths.enumerated() where length > 0 {
            symbols[places[length]] = symbol
            places[length] += 1
            enter(symbol, word: words[length], length: length)
            words[length] += 1
        }
    }

    /// Enters a short word into `quick` for all bits that start with it; the highest bit of a word comes first.
    private mutating func enter(_ symbol: Int, word: Int, length: Int) {
        guard length <= Self.quickLength else { return }
        var reversed = 0
        for bit in 0..<length where word >> bit & 1 == 1 { reversed |= 1 << (length - 1 - bit) }
        for index in stride(from: reversed, to: quick.count, by: 1 << length) {
            quick[index] = UInt16(symbol << 4 | length)
        }
    }

    /// Consumes the next word, whose bits must be buffered, and returns its symbol.
    func symbol(from reader: inout BitReader) throws(UnpackingError) -> Int {
        let entry = Int(quick[reader.peek(Self.quickLength)])
        if entry > 0 {
            try reader.skip(entry & 15)
            return entry >> 4
        }
        return try longSymbol(from: &reader)
    }

    private func longSymbol(from reader: inout BitReader) throws(UnpackingError) -> Int {
        let bits = reader.peek(Self.longest)
        var word = 0
        var first = 0
        var place = 0
        for length in 1...Self.longest {
            word |= bits >> (length - 1) & 1
            let count = counts[length]
            if word - first < count {
                try reader.skip(length)
                return symbols[place + word - first]
            }
            place += count
            first = (first + count) << 1
            word <<= 1
        }
        throw .invalid
    }
}
