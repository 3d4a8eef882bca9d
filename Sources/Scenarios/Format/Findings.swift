import Documents

/// What is wrong with a scenario file, with the places to be looked up at the end.
struct Findings {
    private struct Finding {
        let place: JSONPointer
        let isAtKey: Bool
        let message: String
        let hint: String?
    }

    private var findings: [Finding] = []
    /// The places whose shape is wrong; nobody asks what stands there means.
    private var broken: [JSONPointer] = []

    /// Notes that the shape is wrong at a place.
    mutating func addShape(_ message: String, at place: JSONPointer, isAtKey: Bool = false, hint: String? = nil) {
        broken.append(place)
        findings.append(Finding(place: place, isAtKey: isAtKey, message: message, hint: hint))
    }

    /// Notes that what stands at a place makes no sense, unless its shape is wrong already.
    mutating func add(_ message: String, at place: JSONPointer, hint: String? = nil) {
        let isBroken = broken.contains { $0.tokens.starts(with: place.tokens) || place.tokens.starts(with: $0.tokens) }
        guard !isBroken else { return }
        findings.append(Finding(place: place, isAtKey: false, message: message, hint: hint))
    }

    /// Whether the shape at a place, or of something around it, is known to be wrong.
    func covers(_ place: JSONPointer) -> Bool {
        broken.contains { place.tokens.starts(with: $0.tokens) }
    }

    /// Whether something is known to be wrong with the very value at a place.
    func speak(of place: JSONPointer) -> Bool {
        findings.contains { $0.place == place }
    }

    /// Whether something is known to be wrong with the value at a place, or with a part of it.
    func speak(within place: JSONPointer) -> Bool {
        covers(place) || findings.contains { $0.place.tokens.starts(with: place.tokens) }
    }

    /// Ends the work if something was found.
    func throwAll(in document: SourceDocument) throws(DiagnosticsError) {
        guard !findings.isEmpty else { return }
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
        try collector.throwErrors()
    }
}

extension JSONPointer {
    /// How messages speak of the place: `name`, `events[2]`; nil for the file as a whole.
    var label: String? {
        guard let last = tokens.last else { return nil }
        guard Int(last) != nil, tokens.count > 1 else { return last }
        return "\(tokens[tokens.count - 2])[\(last)]"
    }

    /// The place that another pointer leads to from here.
    func appending(_ pointer: JSONPointer) -> JSONPointer {
        JSONPointer(tokens + pointer.tokens)
    }
}

extension String {
    /// The question whether the nearest of some words was meant, if one is near.
    func suggestion(among words: some Sequence<String>) -> String? {
        closest(among: words).map { "did you mean `\($0)`?" }
    }
}
