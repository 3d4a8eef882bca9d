package import Documents
package import Domain

/// A clock as scenarios and control calls give it.
package struct ClockSetting: Hashable, Sendable {
    /// Whether it runs.
    package let mode: WorldClock.Mode
    /// What it is to show; nil for the wall's time, or for where a clock stands that is frozen.
    package let moment: Timestamp?

    /// Reads a clock, whose shape its schema has accepted.
    package init(reading json: JSONValue) {
        mode = json["mode"]?.string.flatMap(WorldClock.Mode.init(rawValue:)) ?? .real
        moment = json["now"]?.string.flatMap(Timestamp.init(iso8601:))
    }
}
