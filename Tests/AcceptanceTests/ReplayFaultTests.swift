import Documents
import OrderedCollections
import Testing

@testable import EmulatorCommands

@Suite struct ReplayFaultTests {
    @Test func `a listed rule becomes a body that creates it with what is left of its counts`() {
        var faults = ReplayFaults()
        let listed: JSONValue = [
            "id": "r", "on": ["operation": "getMe"], "then": ["delay": "1s"], "phase": "before_commit", "reuse": nil,
            "repeats": "pass", "skip": 3, "times": 5, "every": 1, "probability": 1, "enabled": true, "matched": 4,
            "fired": 1, "remaining": 4, "hits": [:],
        ]
        #expect(
            faults.draft(listed) == [
                "id": "r", "on": ["operation": "getMe"], "then": ["delay": "1s"], "phase": "before_commit", "skip": 0,
                "times": 4, "every": 1, "probability": 1, "enabled": true,
            ]
        )
        #expect(!faults.isScripted("r"))
    }

    @Test(arguments: [(3, false), (4, true), (5, false), (0, false)])
    func `a rule that has begun to count up to every is enabled for the requests that it hit`(
        matched: Int,
        isScripted: Bool
    ) {
        var faults = ReplayFaults()
        let listed: JSONValue = [
            "id": "r", "on": ["operation": "getMe"], "then": ["error": "internal_error"], "skip": 3, "every": 2,
            "probability": 1, "enabled": true, "matched": .integer(matched),
        ]
        let draft = faults.draft(listed)
        #expect(faults.isScripted("r") == isScripted)
        #expect(draft["every"] == (isScripted ? nil : 2))
        #expect(draft["enabled"] == .bool(!isScripted))
    }

    @Test func `a rule with a probability is enabled for the requests that it hit`() {
        var faults = ReplayFaults()
        let rule: JSONValue = [
            "id": "r", "on": ["any": true], "then": ["error": "internal_error"], "times": 2, "probability": 0.5,
        ]
        #expect(
            faults.draft(rule) == [
                "id": "r", "on": ["any": true], "then": ["error": "internal_error"], "enabled": false,
            ]
        )
        #expect(faults.isScripted("r"))
        #expect(faults.changes(before: nil).isEmpty)
        #expect(faults.changes(before: "r").map(\.isEnabled) == [true])
        #expect(faults.changes(before: "r").isEmpty)
        #expect(faults.changes(before: nil).map(\.id) == ["r"])
        faults.remove("r")
        #expect(faults.changes(before: "r").isEmpty)
    }
}
