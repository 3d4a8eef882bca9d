import Documents

/// A repeatable source of random numbers (SplitMix64): equal seeds give equal streams on every machine.
package struct RandomStream: RandomNumberGenerator, Sendable, Hashable {
    private(set) var state: UInt64

    /// The stream with that seed.
    package init(seed: UInt64) {
        state = seed
    }

    /// The stream for a seed and a purpose; streams for different purposes are independent.
    package init(seed: UInt64, purpose: String) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in purpose.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        var mixer = RandomStream(seed: seed ^ hash)
        state = mixer.next() ^ hash
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private static let charactersOfNumber = 10

    /// A text of a prefix and `length` random characters; each number drawn yields ten characters.
    package mutating func text(prefix: String, length: Int, alphabet: Alphabet) -> String {
        let count = UInt64(alphabet.characters.count)
        let prefix = prefix.utf8
        return String(utf8Capacity: prefix.count + length) { text in
            for byte in prefix { text.append(byte) }
            var pool: UInt64 = 0
            var left = 0
            for _ in 0..<length {
                if left == 0 {
                    pool = next()
                    left = Self.charactersOfNumber
                }
                let (rest, index) = pool.quotientAndRemainder(dividingBy: count)
                text.append(alphabet.characters[Int(index)])
                pool = rest
                left -= 1
            }
        }
    }

    /// Draws as many numbers as for a text of that length, without making the text.
    package mutating func skipText(length: Int) {
        for _ in stride(from: 0, to: length, by: Self.charactersOfNumber) { _ = next() }
    }
}
