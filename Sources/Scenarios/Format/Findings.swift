import Documents
import Domain
import EmulatorCore

/// The mistakes in a scenario file by JSON pointer; ``diagnostics(in:)`` looks up their lines and columns.
struct Findings {
    private struct Finding {
        let place: JSONPointer
        let isAtKey: Bool
        let message: String
        let hint: String?
    }

    private var findings: [Finding] = []
    /// The places that break the schema; findings about their meaning are not reported.
    private var broken: [JSONPointer] = []

    /// Reports that the value at a place breaks the schema.
    mutating func addShape(_ message: String, at place: JSONPointer, isAtKey: Bool = false, hint: String? = nil) {
        broken.append(place)
        findings.append(Finding(place: place, isAtKey: isAtKey, message: message, hint: hint))
    }

    /// Reports a value that makes no sense, unless it, a part of it or a value around it breaks the schema.
    mutating func add(_ message: String, at place: JSONPointer, isAtKey: Bool = false, hint: String? = nil) {
        let isBroken = broken.contains { $0.tokens.starts(with: place.tokens) || place.tokens.starts(with: $0.tokens) }
        guard !isBroken else { return }
        findings.append(Finding(place: place, isAtKey: isAtKey, message: message, hint: hint))
    }

    /// Reports what a reader of the control API refuses in the value at `root`.
    mutating func add(_ error: ReadingError, below root: JSONPointer) {
        let place = root.appending(JSONPointer(parsing: error.pointer) ?? JSONPointer())
        let hint = error.hint.map { "did you mean `\($0)`?" }
        add("`\(place.label ?? "")` \(error.message)", at: place, hint: hint)
    }

    /// Reports a `${` that does not end.
    mutating func addUnclosedVariable(at place: JSONPointer) {
        addShape("`${` has no `}`", at: place, hint: "write `$${` for a literal `${`")
    }

    /// The time in a member of the object at a place; a text that is not a date and time with a zone is a finding.
    mutating func moment(_ member: String, of json: JSONValue, at place: JSONPointer) -> Timestamp? {
        guard let text = json[member]?.string else { return nil }
        let moment = Timestamp(iso8601: text)
        if moment == nil {
            let message = "`\(member)` must be a date and time with a zone, such as 2026-06-05T00:00:00Z"
            add(message, at: place.appending(member))
        }
        return moment
    }

    /// Whether the value at a place, or one around it, breaks the schema.
    func covers(_ place: JSONPointer) -> Bool {
        broken.contains { place.tokens.starts(with: $0.tokens) }
    }

    /// Whether there is a finding about exactly this place.
    func speak(of place: JSONPointer) -> Bool {
        findings.contains { $0.place == place }
    }

    /// Whether there is a finding about the value at a place or a part of it.
    func speak(within place: JSONPointer) -> Bool {
        covers(place) || findings.contains { $0.place.tokens.starts(with: place.tokens) }
    }

    /// Whether all findings are about the contract test in the file, not about its baseline.
    var areOnlyOfTest: Bool {
        findings.allSatisfy { ["steps", "variables"].contains($0.place.tokens.first) }
    }

    /// All findings in the order of line and column.
    func diagnostics(in document: SourceDocument) -> [Diagnostic] {
        guard !findings.isEmpty else { return [] }
        let map = document.sourceMap()
        var collector = DiagnosticCollector()
        for finding in findings {
            let position =
                finding.isAtKey
                ? map.keyPosition(of: finding.place, in: document.value)
                : map.position(of: finding.place, in: document.value)
            let location = SourceLocation(file: document.file, line: position.line, column: position.column)
            collector.add(Diagnostic(finding.message, at: location, hint: finding.hint))
        }
        return collector.sorted
    }
}

extension JSONPointer {
    /// The name of a place in messages, such as `name` or `events[2]`; nil for the whole file.
    var label: String? {
        guard let last = tokens.last else { return nil }
        guard Int(last) != nil, tokens.count > 1 else { return last }
        return "\(tokens[tokens.count - 2])[\(last)]"
    }

    /// This pointer followed by the tokens of another one.
    func appending(_ pointer: JSONPointer) -> JSONPointer {
        JSONPointer(tokens + pointer.tokens)
    }
}

extension String {
    /// The hint ``did you mean `word`?`` with the most similar word; nil if none is similar.
    func suggestion(among words: some Sequence<String>) -> String? {
        closest(among: words).map { "did you mean `\($0)`?" }
    }
}
