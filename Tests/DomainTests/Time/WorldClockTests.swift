import Domain
import Testing

struct WorldClockTests {
    private let wall = Timestamp.start
    private let later = Timestamp.start.adding(.hours(1))

    @Test func `the default clock is real and shows wall time`() {
        #expect(WorldClock.wall.mode == .real)
        #expect(WorldClock.wall.now(wall: wall) == wall)
        #expect(WorldClock.wall.now(wall: later) == later)
        #expect(WorldClock.wall.offset(wall: later) == 0)
        #expect(WorldClock.showing(wall, mode: .real, wall: wall) == .wall)
    }

    @Test(arguments: [0, 1, 86_400_000, -86_400_000])
    func `a real clock runs on from the time that was set`(offset: Int64) {
        let clock = WorldClock.showing(wall.adding(milliseconds: offset), mode: .real, wall: wall)
        #expect(clock.mode == .real)
        #expect(clock.now(wall: wall) == wall.adding(milliseconds: offset))
        #expect(clock.now(wall: later) == later.adding(milliseconds: offset))
        #expect(clock.offset(wall: wall) == offset)
        #expect(clock.offset(wall: later) == offset)
    }

    @Test func `a frozen clock stands still while its offset to wall time changes`() {
        let clock = WorldClock.showing(later, mode: .frozen, wall: wall)
        #expect(clock.mode == .frozen)
        #expect(clock.now(wall: wall) == later)
        #expect(clock.now(wall: later) == later)
        #expect(clock.now(wall: later.adding(hours: 1000)) == later)
        #expect(clock.offset(wall: wall) == 3_600_000)
        #expect(clock.offset(wall: later) == 0)
        #expect(clock.offset(wall: later.adding(milliseconds: 5)) == -5)
    }

    @Test(arguments: WorldClock.Mode.allCases)
    func `a clock that is moved on keeps its mode`(mode: WorldClock.Mode) {
        var clock = WorldClock.showing(wall, mode: mode, wall: wall)
        clock.move(to: later, wall: wall)
        #expect(clock == .showing(later, mode: mode, wall: wall))
        #expect(clock.now(wall: wall) == later)
        #expect(clock.now(wall: wall.adding(milliseconds: 10)) == later.adding(milliseconds: mode == .real ? 10 : 0))
    }

    @Test(arguments: WorldClock.Mode.allCases)
    func `a clock is never moved back`(mode: WorldClock.Mode) {
        let before = WorldClock.showing(later, mode: mode, wall: wall)
        for moment in [later, later.adding(milliseconds: -1), wall] {
            var clock = before
            clock.move(to: moment, wall: wall)
            #expect(clock == before)
        }
    }

    @Test func `a real clock that has already passed the target time is not moved`() {
        var clock = WorldClock.wall
        clock.move(to: wall, wall: later)
        #expect(clock == .wall)
    }
}
