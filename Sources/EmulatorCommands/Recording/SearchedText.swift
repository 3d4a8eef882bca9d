/// A text in which others are sought, in capitals and small letters.
struct SearchedText {
    private let text: String
    /// All letters in capitals.
    private var capitals: [Character] = []
    /// Where the character of each capital starts; nil for the second S of the capitals of ß.
    private var starts: [String.Index?] = []
    /// The positions of each capital with which a character starts.
    private var positions: [Character: [Int]] = [:]

    init(_ text: String) {
        self.text = text
        for index in text.indices {
            for (offset, capital) in text[index].uppercased().enumerated() {
                if offset == 0 { positions[capital, default: []].append(capitals.count) }
                capitals.append(capital)
                starts.append(offset == 0 ? index : nil)
            }
        }
        starts.append(text.endIndex)
    }

    /// The first range with these letters, in capitals or small ones, that is accepted.
    func firstRange(
        of sought: [Character],
        where accepts: (Substring, Range<String.Index>) -> Bool
    ) -> Range<String.Index>? {
        guard let first = sought.first else { return nil }
        for position in positions[first] ?? [] where position + sought.count < starts.count {
            guard capitals[position...].starts(with: sought), let start = starts[position],
                let end = starts[position + sought.count]
            else { continue }
            if accepts(text[start..<end], start..<end) { return start..<end }
        }
        return nil
    }
}
