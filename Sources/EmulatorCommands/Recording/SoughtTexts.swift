/// The confidential texts that are sought in other texts, and their stand-ins.
struct SoughtTexts {
    private struct Entry {
        let text: String
        let capitals: [Character]
        let standIn: String
        /// Whether it is sought in capitals and small letters.
        let ignoresCase: Bool
        /// Whether it is also sought inside longer words.
        let isInWords: Bool

        init(text: String, standIn: String, ignoresCase: Bool, isInWords: Bool) {
            self.text = text
            capitals = Array(text.uppercased())
            self.standIn = standIn
            self.ignoresCase = ignoresCase
            self.isInWords = isInWords
        }
    }

    /// Shorter texts may occur in other words by chance, and are sought only in the step that has them.
    private static let shortest = 4
    private static let shortestInStep = 2
    /// Longer texts hardly occur in other words by chance.
    private static let shortestInWords = 8

    /// The longest text first, as in the entries of the step.
    private var entries: [Entry] = []
    private var entriesOfStep: [Entry] = []
    /// Whether each text in `entries` is sought in capitals and small letters.
    private var known: [String: Bool] = [:]

    /// Forgets the short texts and the numbers of the step before.
    mutating func beginStep() { entriesOfStep = [] }

    /// Adds a text.
    mutating func add(_ text: String, standIn: String) {
        let count = text.count
        if count < Self.shortest {
            addToStep(text, standIn: standIn)
        } else {
            insert(Entry(text: text, standIn: standIn, ignoresCase: true, isInWords: count >= Self.shortestInWords))
        }
    }

    /// Adds a text that is sought only until the next step begins.
    mutating func addToStep(_ text: String, standIn: String) {
        let count = text.count
        guard count >= Self.shortestInStep, !entriesOfStep.contains(where: { $0.text == text }) else { return }
        let isInWords = count >= Self.shortestInWords
        Self.insert(Entry(text: text, standIn: standIn, ignoresCase: false, isInWords: isInWords), into: &entriesOfStep)
    }

    /// Adds the words of a name, because a text may have only the first or the last one.
    mutating func addWords(of name: String, standIn: String, except isExcluded: (String) -> Bool) {
        let words = name.split { !$0.isLetter && !$0.isNumber && $0 != "'" }.map(String.init)
        guard words.count > 1 else { return }
        for word in words where word.count >= Self.shortest && word.first?.isLowercase == false && !isExcluded(word) {
            insert(Entry(text: word, standIn: standIn, ignoresCase: false, isInWords: false))
        }
    }

    private mutating func insert(_ entry: Entry) {
        if let ignoresCase = known[entry.text] {
            guard entry.ignoresCase, !ignoresCase else { return }
            // Until now it was only a word of a name.
            entries.removeAll { $0.text == entry.text }
        }
        known[entry.text] = entry.ignoresCase
        Self.insert(entry, into: &entries)
    }

    private static func insert(_ entry: Entry, into entries: inout [Entry]) {
        let length = entry.text.utf8.count
        let place = entries.firstIndex { $0.text.utf8.count < length } ?? entries.endIndex
        entries.insert(entry, at: place)
    }

    /// The place of the longest confidential text in a text, with its stand-in.
    func first(in text: String) -> (range: Range<String.Index>, standIn: String)? {
        guard !text.isEmpty, !entries.isEmpty || !entriesOfStep.isEmpty else { return nil }
        let searched = SearchedText(text)
        let found = [entries, entriesOfStep].compactMap { Self.first(of: $0, in: text, searched) }
        return found.max { $0.entry.text.utf8.count < $1.entry.text.utf8.count }.map { ($0.range, $0.entry.standIn) }
    }

    private static func first(
        of entries: [Entry],
        in text: String,
        _ searched: SearchedText
    ) -> (range: Range<String.Index>, entry: Entry)? {
        for entry in entries {
            let range = searched.firstRange(of: entry.capitals) { found, range in
                (entry.ignoresCase || found == entry.text) && (entry.isInWords || isWord(range, in: text))
            }
            if let range { return (range, entry) }
        }
        return nil
    }

    /// Whether a part of a text is not a part of a longer word; scripts without capitals may have no spaces in sentences.
    private static func isWord(_ range: Range<String.Index>, in text: String) -> Bool {
        let joins = { (left: Character?, right: Character?) in
            [left, right].allSatisfy { $0.map { $0.isCased || $0.isNumber } ?? false }
        }
        return !joins(text[..<range.lowerBound].last, text[range].first)
            && !joins(text[range].last, text[range.upperBound...].first)
    }
}
