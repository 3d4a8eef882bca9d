import Documents

/// Which events an expectation is about.
package final class EventCriterion: Sendable {
    private static let roots = ["body", "headers"]

    private let type: Glob?
    private let places: [PlacePattern]

    /// Reads a matcher whose keys the schema has validated.
    init(_ json: JSONValue, at pointer: String, _ names: ContractNames) throws(ReadingError) {
        type = json["type"]?.string.map { Glob($0) }
        places = try PlacePattern.read(json["where"], roots: Self.roots, at: pointer)
        try names.check(type, at: pointer + "/type")
    }

    func matches(_ event: RecordedEvent) -> Bool {
        if let type, !type.matches(event.type) { return false }
        return places.isEmpty || event.facts.match(places)
    }

    /// The conditions that an event does not meet.
    func differences(from event: RecordedEvent) -> [MatchDifference] {
        var found: [MatchDifference] = []
        if let type, !type.matches(event.type) {
            found.append(MatchDifference("/type", expected: .string(type.source), actual: event.type))
        }
        return found + (places.isEmpty ? [] : event.facts.differences(from: places))
    }
}
