package import Documents
package import Domain

/// The setting of a clock in a scenario or a control request.
package struct ClockSetting: Hashable, Sendable {
    /// Whether the clock runs (`real`) or stands (`frozen`).
    package let mode: WorldClock.Mode
    /// The time to set; nil for wall time, or to freeze a clock at the time that it shows.
    package let moment: Timestamp?

    /// A setting with these values.
    package init(mode: WorldClock.Mode, moment: Timestamp?) {
        self.mode = mode
        self.moment = moment
    }

    /// Reads a setting whose shape the schema has validated.
    package init(reading json: JSONValue) {
        mode = json["mode"]?.string.flatMap(WorldClock.Mode.init(rawValue:)) ?? .real
        moment = json["now"]?.string.flatMap(Timestamp.init(iso8601:))
    }
}
