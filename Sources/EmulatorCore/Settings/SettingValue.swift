package import Documents
package import Domain

/// A value that a setting can have, as scenarios and the control API write it.
package protocol SettingValue: Hashable, Sendable {
    /// Reads a value whose shape the schema has validated; nil if it is of another type.
    ///
    /// Throws for what a schema cannot check, such as a duration that is too long.
    static func read(_ json: JSONValue, at pointer: String) throws(ReadingError) -> Self?

    /// The value as it is written.
    var json: JSONValue { get }
}

extension SettingValue where Self: RawRepresentable<String> {
    /// Reads the case of that name.
    package static func read(_ json: JSONValue, at pointer: String) throws(ReadingError) -> Self? {
        json.string.flatMap(Self.init(rawValue:))
    }

    /// The name of the case.
    package var json: JSONValue { .string(rawValue) }
}

extension OnboardingSettings.Mode: SettingValue {}
extension OnboardingOutcome: SettingValue {}
extension MessageSettings.Mode: SettingValue {}
extension TemplateReviewSettings.Mode: SettingValue {}
extension TemplateReviewSettings.Outcome: SettingValue {}

extension Bool: SettingValue {
    /// Reads true or false.
    package static func read(_ json: JSONValue, at pointer: String) throws(ReadingError) -> Bool? { json.bool }

    /// True or false.
    package var json: JSONValue { .bool(self) }
}

extension Int: SettingValue {
    /// Reads an integer.
    package static func read(_ json: JSONValue, at pointer: String) throws(ReadingError) -> Int? { json.integer }

    /// The number.
    package var json: JSONValue { .integer(self) }
}

extension Int?: SettingValue {
    /// Reads an integer, or null for the plan's own figure.
    package static func read(_ json: JSONValue, at pointer: String) throws(ReadingError) -> Int?? {
        .some(json.integer)
    }

    /// The number, or null.
    package var json: JSONValue { map { .integer($0) } ?? .null }
}

extension TimeSpan: SettingValue {
    /// Reads a duration such as `2s`.
    package static func read(_ json: JSONValue, at pointer: String) throws(ReadingError) -> TimeSpan? {
        guard let text = json.string else { return nil }
        guard let span = TimeSpan(text) else { throw .noDuration(at: pointer) }
        return span
    }

    /// The duration in its largest exact unit.
    package var json: JSONValue { .string(description) }
}

extension [MCPRevision]: SettingValue {
    /// Reads a list of revisions, in any order.
    package static func read(_ json: JSONValue, at pointer: String) throws(ReadingError) -> [MCPRevision]? {
        guard let names = json.array?.compactMap(\.string) else { return nil }
        return MCPRevision.allCases.filter { names.contains($0.rawValue) }
    }

    /// The names of the revisions, the newest first.
    package var json: JSONValue { .array(map { .string($0.rawValue) }) }
}
