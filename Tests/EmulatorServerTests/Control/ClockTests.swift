import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct ClockTests {
    private static let path = "/__admin/clock"

    private func creation(_ emulator: Emulator, key: String = usualKey) throws -> JSONValue? {
        try emulator.client(key).post("/customers", ["name": "A"]).data["created_at"]
    }

    // MARK: Reading and setting

    @Test(arguments: [usualKey, nil] as [String?])
    func `a clock shows wall time until it is set`(key: String?) async throws {
        try await withEmulator { emulator in
            emulator.clock.advance(by: .seconds(5))
            let clock = try emulator.control(key).get(Self.path)
            #expect(clock.status == 200)
            #expect(clock.json == ["mode": "real", "now": "2026-06-04T10:00:05.000Z", "offset_ms": 0])
            #expect(clock.json.object.map { Array($0.keys) } == ["mode", "now", "offset_ms"])
        }
    }

    @Test func `a frozen clock stands still, and all dates use its time`() async throws {
        try await withEmulator { emulator in
            let control = emulator.control(usualKey)
            let body: JSONValue = ["mode": "frozen", "now": "2027-01-01T02:00:00+02:00"]
            let set = try control.put(Self.path, body)
            #expect(set.status == 200)
            #expect(set.json["mode"] == "frozen")
            #expect(set.json["now"] == "2027-01-01T00:00:00.000Z")
            #expect(set.json["offset_ms"] == 18_194_400_000)
            #expect(try control.get(Self.path).json == set.json)
            emulator.clock.advance(by: .seconds(60))
            #expect(try creation(emulator) == "2027-01-01T00:00:00.000Z")
            let entry = try control.get("/__admin/requests").json["data"]?[0]
            #expect(entry?["at"] == "2027-01-01T00:00:00.000Z")
            #expect(try control.get(Self.path).json["offset_ms"] == 18_194_340_000)
        }
    }

    @Test func `a shifted clock runs on from the time that was set`() async throws {
        try await withEmulator { emulator in
            let control = emulator.control(usualKey)
            let set = try control.put(Self.path, ["mode": "real", "now": "2026-06-05T10:00:00.000Z"])
            #expect(set.json == ["mode": "real", "now": "2026-06-05T10:00:00.000Z", "offset_ms": 86_400_000])
            emulator.clock.advance(by: .seconds(5))
            #expect(try creation(emulator) == "2026-06-05T10:00:05.000Z")
            #expect(try control.get(Self.path).json["offset_ms"] == 86_400_000)
        }
    }

    @Test func `a clock set without a time freezes where it is or returns to wall time`() async throws {
        try await withEmulator { emulator in
            let control = emulator.control(usualKey)
            _ = try control.put(Self.path, ["mode": "real", "now": "2026-06-05T10:00:00.000Z"])
            let frozen = try control.put(Self.path, ["mode": "frozen"])
            #expect(frozen.json["now"] == "2026-06-05T10:00:00.000Z")
            let real = try control.put(Self.path, ["mode": "real"])
            #expect(real.json == ["mode": "real", "now": Emulator.instant(0), "offset_ms": 0])
        }
    }

    @Test func `a clock may be set back, and lists stay in order of creation`() async throws {
        try await withEmulator { emulator in
            let first = try emulator.createCustomer()
            let set = try emulator.control(usualKey).put(Self.path, ["mode": "frozen", "now": "2020-01-01T00:00:00Z"])
            #expect(set.json["now"] == "2020-01-01T00:00:00.000Z")
            let second = try emulator.createCustomer()
            #expect(try emulator.client().get("/customers").column("id") == [.string(second), .string(first)])
        }
    }

    @Test(
        arguments: [
            ([:], ""), (["mode": "stopped"], "/mode"), (["mode": nil], "/mode"),
            (["mode": "frozen", "now": "tomorrow"], "/now"),
            (["mode": "frozen", "now": "2027-01-01T00:00:00"], "/now"),
            (["mode": "frozen", "now": 0], "/now"), (["mode": "frozen", "time": "2027-01-01T00:00:00Z"], "/time"),
        ] as [(JSONValue, String)]
    )
    func `an invalid clock is refused`(body: JSONValue, place: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control(usualKey).put(Self.path, body)
            expectProblem(answer, 400, "invalid_body")
            let pointer = try #require(answer.json["errors"]?[0]?["pointer"]?.string)
            #expect(pointer == place || (place.isEmpty && pointer == "/mode"))
            #expect(try emulator.control(usualKey).get(Self.path).json["mode"] == "real")
        }
    }

    // MARK: The clock that a request sets

    @Test func `a request without a key sets every clock, also those of later worlds`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.world()
            let set = try emulator.control().put(Self.path, ["mode": "frozen", "now": "2027-01-01T00:00:00Z"])
            #expect(set.json["now"] == "2027-01-01T00:00:00.000Z")
            #expect(try emulator.control().get(Self.path).json == set.json)
            #expect(try creation(emulator) == "2027-01-01T00:00:00.000Z")
            #expect(try creation(emulator, key: otherKey) == "2027-01-01T00:00:00.000Z")
        }
    }

    @Test func `a request with a key sets only the clock of its world`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.control(usualKey).put(Self.path, ["mode": "frozen", "now": "2027-01-01T00:00:00Z"])
            #expect(try creation(emulator) == "2027-01-01T00:00:00.000Z")
            #expect(try creation(emulator, key: otherKey) == Emulator.instant(0))
            #expect(try emulator.control().get(Self.path).json["mode"] == "real")
        }
    }

    @Test func `a reset with a key keeps the clock set for all, a reset without a key drops it`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.world()
            _ = try emulator.control().put(Self.path, ["mode": "frozen", "now": "2027-01-01T00:00:00Z"])
            _ = try emulator.control(usualKey).put(Self.path, ["mode": "frozen", "now": "2030-01-01T00:00:00Z"])
            _ = try emulator.control(usualKey).post("/__admin/reset")
            #expect(try creation(emulator) == "2027-01-01T00:00:00.000Z")
            _ = try emulator.control().post("/__admin/reset")
            #expect(try creation(emulator) == Emulator.instant(0))
            #expect(try emulator.control().get(Self.path).json["mode"] == "real")
        }
    }

    // MARK: Advancing

    @Test(
        arguments: [
            (["by": "90s"], "2026-06-04T10:01:30.000Z"), (["by": "PT1H30M"], "2026-06-04T11:30:00.000Z"),
            (["by": "250ms"], "2026-06-04T10:00:00.250Z"), (["by": "8d"], "2026-06-12T10:00:00.000Z"),
            (["by": "0s"], "2026-06-04T10:00:00.000Z"), (["to": "2026-06-04T10:00:00Z"], "2026-06-04T10:00:00.000Z"),
            (["to": "2026-06-05T12:00:00+02:00"], "2026-06-05T10:00:00.000Z"),
        ] as [(JSONValue, JSONValue)]
    )
    func `a clock advances by a duration or to a time, in either mode`(step: JSONValue, now: JSONValue) async throws {
        try await withEmulator { emulator in
            for (key, mode) in [(usualKey, "real"), (otherKey, "frozen")] {
                _ = try emulator.control(key).put(Self.path, ["mode": .string(mode)])
                let answer = try await emulator.advance(step, key: key)
                #expect(answer == ["from": Emulator.instant(0), "now": now, "fired": [], "more": false])
                #expect(answer.object.map { Array($0.keys) } == ["from", "now", "fired", "more"])
                let clock = try emulator.control(key).get(Self.path).json
                #expect(clock["mode"] == .string(mode))
                #expect(clock["now"] == now)
                #expect(try creation(emulator, key: key) == now)
            }
        }
    }

    @Test(
        arguments: [
            [:], ["by": "1s", "to": "2026-06-05T10:00:00Z"], ["to": "2026-06-04T09:59:59.999Z"], ["by": "-1s"],
            ["by": "5 minutes"], ["by": 5], ["by": "5"], ["by": "P1Y"], ["by": nil], ["to": "tomorrow"],
            ["too": "2026-06-05T10:00:00Z"],
        ] as [JSONValue]
    )
    func `an advance that is invalid or leads back in time is refused`(step: JSONValue) async throws {
        try await withEmulator { emulator in
            let answer = try await emulator.control(usualKey).postLater(Self.path + "/advance", step)
            expectProblem(answer, 400, "invalid_body")
            #expect(try emulator.control(usualKey).get(Self.path).json["now"] == Emulator.instant(0))
        }
    }

    @Test func `an advance without a key moves the only world and answers its times`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.world()
            let answer = try await emulator.advance(["by": "1h"], key: nil)
            #expect(answer["from"] == Emulator.instant(0))
            #expect(answer["now"] == Emulator.instant(3600))
            #expect(try creation(emulator) == Emulator.instant(3600))
            #expect(try creation(emulator, key: otherKey) == Emulator.instant(0))
        }
    }

    @Test func `an advance without a key moves each world from its own time`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.world()
            _ = try emulator.control(otherKey).put(Self.path, ["mode": "frozen", "now": "2027-01-01T00:00:00Z"])
            let answer = try await emulator.advance(["by": "1h"], key: nil)
            #expect(answer == ["from": nil, "now": nil, "fired": [], "more": false])
            #expect(try creation(emulator) == Emulator.instant(3600))
            #expect(try creation(emulator, key: otherKey) == "2027-01-01T01:00:00.000Z")
        }
    }

    @Test func `an advance without any world moves nothing`() async throws {
        try await withEmulator { emulator in
            let answer = try await emulator.advance(["by": "1h"], key: nil)
            #expect(answer == ["from": nil, "now": nil, "fired": [], "more": false])
        }
    }
}
