extension String {
    /// Longer texts are not compared letter by letter: the effort grows with the product of both lengths.
    private static let longestCompared = 128

    /// The most similar candidate; nil if all of them differ in more than half of the letters or in more than three.
    package func closest(among candidates: some Sequence<String>) -> String? {
        guard utf8.count <= Self.longestCompared else { return nil }
        let own = letters
        let limit = Swift.min(3, Swift.max(1, own.count / 2))
        var best: (candidate: String, distance: Int)?
        for candidate in candidates where candidate.utf8.count <= Self.longestCompared && candidate != self {
            let other = candidate.letters
            guard abs(other.count - own.count) <= limit else { continue }
            let distance = Self.editDistance(from: own, to: other)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.candidate
    }

    /// How many letters must be inserted, deleted, replaced or swapped with a neighbour; case is ignored.
    ///
    /// If one of the texts is longer than 128 bytes and they differ, the result is the longer one's length in bytes.
    package func editDistance(to other: String) -> Int {
        guard utf8.count <= Self.longestCompared, other.utf8.count <= Self.longestCompared else {
            return self == other ? 0 : Swift.max(utf8.count, other.utf8.count)
        }
        return Self.editDistance(from: letters, to: other.letters)
    }

    /// The text as it is compared: a letter is a Unicode scalar, which is several times faster than a `Character`.
    private var letters: [Unicode.Scalar] {
        Array(lowercased().unicodeScalars)
    }

    private static func editDistance(from left: [Unicode.Scalar], to right: [Unicode.Scalar]) -> Int {
        guard !left.isEmpty, !right.isEmpty else { return Swift.max(left.count, right.count) }
        var beforeLast = Array(repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        var current = beforeLast
        for row in left.indices {
            current[0] = row + 1
            for column in right.indices {
                let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
                var distance = Swift.min(replaced, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    distance = Swift.min(distance, beforeLast[column - 1] + 1)
                }
                current[column + 1] = distance
            }
            (beforeLast, last, current) = (last, current, beforeLast)
        }
        return last[right.count]
    }
}
