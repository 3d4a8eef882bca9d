import Contract
import Documents
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// The control requests that failure bundles list.
@Suite struct RecordedActionTests {
    /// The operations that change something and are not recorded.
    private static let exceptions: Set = [
        // They begin another world, or end one.
        "reset", "loadScenario", "replaceState", "restoreSnapshot", "createSandbox", "deleteSandbox",
        // They change no world.
        "checkScenario", "createSnapshot", "deleteSnapshot", "clearRequests", "clearCoverage",
        "explainRequest", "verify", "wait",
        // A replay sends its requests one after another, so none of them can wait for a release.
        "createHold", "releaseHold", "deleteHold",
        // The control requests of its tools are recorded.
        "controlMCP",
        // They are in the journal.
        "restoreCustomer", "assignAccount", "unassignAccount", "createCustomerInDashboard", "updateCustomerInDashboard",
        "archiveCustomerInDashboard", "createSetupLinkInDashboard", "revokeSetupLinkInDashboard",
    ]

    private func actions(_ emulator: Emulator, key: String = usualKey) throws -> [JSONValue] {
        let answer = try emulator.control(key).get("/__admin/bundle")
        return try #require(answer.json["actions"]?.array)
    }

    @Test func `each control operation that is not a GET is either recorded or one of the exceptions`() {
        let changing = ControlContract.contract.operations.filter { $0.method != "GET" }
        let recorded = changing.filter { $0.extensions["x-recorded"] == true }.map(\.id)
        #expect(Set(recorded).isDisjoint(with: Self.exceptions))
        #expect(Set(recorded).union(Self.exceptions) == Set(changing.map(\.id)))
    }

    @Test func `an action has the number of the request before it, its time and its body`() async throws {
        try await withEmulator { emulator in
            let customer = try emulator.createCustomer()
            emulator.clock.advance(by: .seconds(1))
            _ = try emulator.configure(["plan": "pro"])
            _ = try emulator.client().get("/customers/\(customer)")
            try await emulator.advance(["by": "1h"])
            let actions = try actions(emulator)
            #expect(
                actions == [
                    [
                        "after_seq": 1, "at": "2026-06-04T10:00:01.000Z", "wall_at": "2026-06-04T10:00:01.000Z",
                        "method": "PATCH", "path": "/__admin/organization", "body": ["plan": "pro"],
                    ],
                    [
                        "after_seq": 2, "at": "2026-06-04T10:00:01.000Z", "wall_at": "2026-06-04T10:00:01.000Z",
                        "method": "POST", "path": "/__admin/clock/advance", "body": ["by": "1h"],
                    ],
                ]
            )
        }
    }

    @Test func `refused requests, reads and requests that begin a new world are not recorded`() async throws {
        try await withEmulator { emulator in
            let control = emulator.control(usualKey)
            _ = try emulator.configure(["plan": "pro"])
            #expect(try control.patch("/__admin/organization", ["plan": "free"]).status == 400)
            #expect(try control.post("/__admin/verify", ["expect": [["request": ["any": true]]]]).status == 409)
            #expect(try control.post("/__admin/snapshots", ["name": "one"]).status == 201)
            #expect(try await control.postLater("/__admin/clock/advance", ["to": "2020-01-01T00:00:00Z"]).status == 400)
            #expect(try actions(emulator).column("path") == ["/__admin/organization"])
            _ = try await control.postLater("/__admin/reset")
            #expect(try actions(emulator) == [])
        }
    }

    @Test func `a request without a key is recorded in all sandboxes that it changes`() async throws {
        try await withEmulator { emulator in
            let customer = try emulator.createCustomer()
            _ = try emulator.createLink(of: customer)
            _ = try emulator.client(otherKey).get("/me")
            _ = try emulator.configure(["plan": "enterprise"], key: nil)
            let path = "/__admin/simulate/onboarding"
            #expect(try emulator.control().post(path, ["customer_id": .string(customer)]).status == 200)
            #expect(try actions(emulator).column("path") == ["/__admin/organization", .string(path)])
            #expect(try actions(emulator).column("after_seq") == [2, 2])
            #expect(try actions(emulator, key: otherKey).column("path") == ["/__admin/organization"])
            #expect(try actions(emulator, key: otherKey).column("after_seq") == [1])
        }
    }

    @Test func `a fault rule without an id is recorded with the id that it got`() async throws {
        try await withEmulator { emulator in
            let rule: JSONValue = ["on": ["operation": "getMe"], "then": ["error": "internal_error"]]
            let created = try emulator.control(usualKey).post("/__admin/faults", rule)
            #expect(created.status == 201)
            #expect(try actions(emulator)[0]["body"]?["id"] == created.json["id"])
        }
    }

    @Test func `the clock of a new sandbox is recorded as if it was set afterwards`() async throws {
        try await withEmulator { emulator in
            let clock: JSONValue = ["mode": "frozen", "now": "2030-01-01T00:00:00Z"]
            let body: JSONValue = ["api_key": .string(otherKey), "clock": clock]
            #expect(try emulator.control().post("/__admin/sandboxes", body).status == 201)
            let action = try #require(try actions(emulator, key: otherKey).first)
            #expect(action["method"] == "PUT")
            #expect(action["path"] == "/__admin/clock")
            #expect(action["body"] == clock)
        }
    }
}
