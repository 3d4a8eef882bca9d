/// The clock that everything dated in a world reads: the wall's, perhaps shifted, or one that stands still.
package struct WorldClock: Hashable, Sendable {
    /// Whether the clock moves by itself.
    package enum Mode: String, CaseIterable, Sendable {
        case real, frozen
    }

    enum Reading: Hashable, Sendable {
        case wall(offset: Int64)
        case standing(Timestamp)
    }

    var reading: Reading

    /// The wall's own time.
    package static let wall = WorldClock(reading: .wall(offset: 0))

    /// A clock that shows `now` while the wall shows `wall`, and stands there or goes on from there.
    package static func showing(_ now: Timestamp, mode: Mode, wall: Timestamp) -> WorldClock {
        switch mode {
        case .real: WorldClock(reading: .wall(offset: now.milliseconds - wall.milliseconds))
        case .frozen: WorldClock(reading: .standing(now))
        }
    }

    /// Whether the clock moves by itself.
    package var mode: Mode {
        switch reading {
        case .wall: .real
        case .standing: .frozen
        }
    }

    /// What the clock shows while the wall shows that.
    package func now(wall: Timestamp) -> Timestamp {
        switch reading {
        case .wall(let offset): wall.adding(milliseconds: offset)
        case .standing(let now): now
        }
    }

    /// How far the clock is ahead of the wall.
    package func offset(wall: Timestamp) -> Int64 {
        now(wall: wall).milliseconds - wall.milliseconds
    }

    /// Moves the clock on to a moment, in the same mode; a moment that has passed leaves it alone.
    package mutating func move(to moment: Timestamp, wall: Timestamp) {
        guard now(wall: wall) < moment else { return }
        self = .showing(moment, mode: mode, wall: wall)
    }
}
