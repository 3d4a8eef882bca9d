import Documents

extension Timestamp: StateCodable {
    /// The years 0 to 9999, which ISO 8601 can write with four digits.
    private static let written: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999
    /// Far enough from the limits of Int64 that a time span can be added.
    private static let possible = -1_000_000_000_000_000...1_000_000_000_000_000

    /// A timestamp outside those years is written as a number of milliseconds.
    func writeState(to writer: inout JSONWriter) {
        if Self.written.contains(milliseconds) { return writer.value(description) }
        writer.value(Int(milliseconds))
    }

    init(state json: JSONValue) throws(StateError) {
        if let moment = json.string.flatMap(Timestamp.init(iso8601:)) {
            self = moment
        } else if let number = json.integer, Self.possible.contains(number), !Self.written.contains(Int64(number)) {
            self.init(milliseconds: Int64(number))
        } else {
            throw .expected("a moment such as 2026-06-04T10:00:00.000Z")
        }
    }
}

extension TimeSpan: StateCodable {
    func writeState(to writer: inout JSONWriter) { writer.value(description) }

    init(state json: JSONValue) throws(StateError) {
        guard let span = json.string.flatMap({ TimeSpan($0) }) else {
            throw .expected("a duration such as 250ms, 2s, 8d or PT31H")
        }
        self = span
    }
}

extension WorldClock.Mode: StateCodable {}

extension WorldClock: StateCodable {
    private static let offsets = -1_000_000_000_000_000...1_000_000_000_000_000

    /// A `real` clock is written as its offset from the wall clock, so that the export does not change with time.
    func writeState(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("mode", mode.rawValue)
            switch reading {
            case .wall(let offset):
                writer.member("offset_ms", Int(offset))
            case .standing(let now):
                writer.key("now")
                now.writeState(to: &writer)
            }
        }
    }

    init(state json: JSONValue) throws(StateError) {
        var reader = try StateReader(json)
        switch try reader.read("mode", as: Mode.self) {
        case .real:
            let offset = try reader.read("offset_ms") { json throws(StateError) in
                try Int(state: json, in: Self.offsets)
            }
            reading = .wall(offset: Int64(offset))
        case .frozen:
            reading = .standing(try reader.read("now"))
        }
        try reader.finish()
    }
}
