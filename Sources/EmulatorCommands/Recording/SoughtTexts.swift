import Foundation

/// The confidential texts that are sought in other texts, and their stand-ins.
struct SoughtTexts {
    private struct Entry {
        let text: String
        let standIn: String
        /// Whether it is sought in capitals and small letters.
        let ignoresCase: Bool
        /// Whether it is also sought inside longer words.
        let isInWords: Bool
    }

    /// Shorter texts may occur in other words by chance, and are sought only in the step that has them.
    private static let shortest = 4
    private static let shortestInStep = 2
    /// Longer texts hardly occur in other words by chance.
    private static let shortestInWords = 8

    /// The longest text first.
    private var entries: [Entry] = []
    private var entriesOfStep: [Entry] = []
    private var known: Set<String> = []

    /// Forgets the short texts of the step before.
    mutating func beginStep() { entriesOfStep = [] }

    /// Adds a text.
    mutating func add(_ text: String, standIn: String) {
        let count = text.count
        if count < Self.shortest {
            guard count >= Self.shortestInStep else { return }
            entriesOfStep.append(Entry(text: text, standIn: standIn, ignoresCase: false, isInWords: false))
        } else {
            insert(Entry(text: text, standIn: standIn, ignoresCase: true, isInWords: count >= Self.shortestInWords))
        }
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
        guard known.insert(entry.text).inserted else { return }
        let length = entry.text.utf8.count
        let place = entries.firstIndex { $0.text.utf8.count < length } ?? entries.endIndex
        entries.insert(entry, at: place)
    }

    /// The place of the longest confidential text in a text, with its stand-in.
    func first(in text: String) -> (range: Range<String.Index>, standIn: String)? {
        let length = text.utf8.count
        for entry in [entries, entriesOfStep].joined() where entry.text.utf8.count <= length {
            if let range = Self.range(of: entry, in: text) { return (range, entry.standIn) }
        }
        return nil
    }

    private static func range(of entry: Entry, in text: String) -> Range<String.Index>? {
        let options: String.CompareOptions = entry.ignoresCase ? .caseInsensitive : []
        var start = text.startIndex
        while let range = text.range(of: entry.text, options: options, range: start..<text.endIndex) {
            if entry.isInWords || isWord(range, in: text) { return range }
            start = text.index(after: range.lowerBound)
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
