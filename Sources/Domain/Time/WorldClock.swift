/// The clock of a world: the wall clock, possibly with an offset, or a fixed time.
package struct WorldClock: Hashable, Sendable {
    /// Whether the clock runs (`real`) or stands still (`frozen`).
    package enum Mode: String, CaseIterable, Sendable {
        case real, frozen
    }

    enum Reading: Hashable, Sendable {
        case wall(offset: Int64)
        case standing(Timestamp)
    }

    var reading: Reading

    /// A clock that shows the wall time.
    package static let wall = WorldClock(reading: .wall(offset: 0))

    /// A clock that shows `now` at wall time `wall`; from there it runs or stands still, depending on `mode`.
    package static func showing(_ now: Timestamp, mode: Mode, wall: Timestamp) -> WorldClock {
        switch mode {
        case .real: WorldClock(reading: .wall(offset: now.milliseconds - wall.milliseconds))
        case .frozen: WorldClock(reading: .standing(now))
        }
    }

    /// Whether the clock runs or stands still.
    package var mode: Mode {
        switch reading {
        case .wall: .real
        case .standing: .frozen
        }
    }

    /// The time that the clock shows at that wall time.
    package func now(wall: Timestamp) -> Timestamp {
        switch reading {
        case .wall(let offset): wall.adding(milliseconds: offset)
        case .standing(let now): now
        }
    }

    /// The difference between the clock and the wall clock, in milliseconds; positive if the clock is ahead.
    package func offset(wall: Timestamp) -> Int64 {
        now(wall: wall).milliseconds - wall.milliseconds
    }

    /// Moves the clock forward to a time, in the same mode; an earlier time changes nothing.
    package mutating func move(to moment: Timestamp, wall: Timestamp) {
        guard now(wall: wall) < moment else { return }
        self = .showing(moment, mode: mode, wall: wall)
    }
}
