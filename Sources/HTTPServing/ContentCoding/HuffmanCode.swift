/// A code of DEFLATE, made from the lengths of its words (RFC 1951, section 3.2.2).
struct HuffmanCode {
    /// Words up to this length are looked up at once.
    private static let quickLength = 9
    private static let longest = 15

    /// For the next bits, symbol and length of the word that they begin with; zero for a longer word.
    private var quick = [UInt16](repeating: 0, count: 1 << quickLength)
    /// How many words there are of each length.
    private var counts = [Int](repeating: 0, count: longest + 1)
    /// The symbols in the order of their words.
    private var symbols: [Int] = []

    /// Makes the code; a code may be incomplete only if it has at most one word, of one bit.
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

    /// Enters a short word wherever the next bits begin with it; words arrive with their highest bit first.
    private mutating func enter(_ symbol: Int, word: Int, length: Int) {
        guard length <= Self.quickLength else { return }
        var reversed = 0
        for bit in 0..<length where word >> bit & 1 == 1 { reversed |= 1 << (length - 1 - bit) }
        for index in stride(from: reversed, to: quick.count, by: 1 << length) {
            quick[index] = UInt16(symbol << 4 | length)
        }
    }

    /// Takes the next word, whose bits must be ready, and gives its symbol.
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
