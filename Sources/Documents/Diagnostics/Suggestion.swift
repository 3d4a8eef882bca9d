extension String {
    /// The candidate that was probably meant: at most half the letters and no more than three differ.
    package func closest(among candidates: some Sequence<String>) -> String? {
        let limit = Swift.min(3, Swift.max(1, count / 2))
        var best: (candidate: String, distance: Int)?
        for candidate in candidates where candidate != self {
            let distance = editDistance(to: candidate)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.candidate
    }

    /// How many letters must be put in, taken out, replaced or swapped with a neighbour; case counts as nothing.
    package func editDistance(to other: String) -> Int {
        let left = Array(lowercased())
        let right = Array(other.lowercased())
        guard !left.isEmpty, !right.isEmpty else { return Swift.max(left.count, right.count) }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
                var distance = Swift.min(replaced, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    distance = Swift.min(distance, beforeLast[column - 1] + 1)
                }
                current.append(distance)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
