/// Encodes and checks the page markers (cursors) of one world.
///
/// A marker contains the position at which the page ended, so objects that are added or removed in between
/// neither repeat nor hide other objects. A changed marker and one of another list are refused.
package struct CursorSeal: Hashable, Sendable {
    let key: UInt64

    /// The seal of one world, with a key of its own so that markers of an earlier world are refused.
    package init(seed: WorldSeed) {
        var stream = seed.stream("cursors")
        key = stream.next()
    }

    /// The marker for a position in the list of `query`, which names the operation and its filters.
    package func cursor(at position: Int, of query: String) -> String {
        let place = UInt64(truncatingIfNeeded: position)
        return Self.encode(place ^ mask(query)) + Self.encode(signature(place, query))
    }

    /// The position in a marker; throws `invalidCursor` unless it was made for the same query in the same world.
    package func position(of cursor: String, in query: String) throws(DomainError) -> Int {
        guard cursor.utf8.count == 22,
            let hidden = Self.decode(cursor.prefix(11)), let signature = Self.decode(cursor.dropFirst(11))
        else { throw .invalidCursor }
        let place = hidden ^ mask(query)
        guard signature == self.signature(place, query), let position = Int(exactly: place) else {
            throw .invalidCursor
        }
        return position
    }

    private func mask(_ query: String) -> UInt64 {
        var stream = RandomStream(seed: key, purpose: query)
        return stream.next()
    }

    private func signature(_ place: UInt64, _ query: String) -> UInt64 {
        var stream = RandomStream(seed: key &+ place, purpose: query)
        _ = stream.next()
        return stream.next()
    }

    private static func encode(_ number: UInt64) -> String {
        var left = number
        var bytes: [UInt8] = []
        for _ in 0..<11 {
            bytes.append(Alphabet.base64URL.characters[Int(left & 63)])
            left >>= 6
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func decode(_ text: Substring) -> UInt64? {
        var number: UInt64 = 0
        for (index, byte) in text.utf8.enumerated() {
            guard let digit = Alphabet.base64URL.characters.firstIndex(of: byte), index < 10 || digit < 16 else {
                return nil
            }
            number |= UInt64(digit) << (6 * UInt64(index))
        }
        return number
    }
}
