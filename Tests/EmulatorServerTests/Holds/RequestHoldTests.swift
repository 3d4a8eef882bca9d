import Documents
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct RequestHoldTests {
    private static let creation: JSONValue = ["request": ["operation": "createCustomer"]]

    private static func after(_ id: String) -> JSONValue {
        ["id": .string(id), "request": ["operation": "createCustomer"], "phase": "after_commit"]
    }

    private func isPending(_ reply: Reply) -> Bool {
        guard case .later(let pending) = reply.content else { return false }
        return pending.reply == nil
    }

    // MARK: Holding

    @Test func `a request that is held before commit changes nothing until its release`() async throws {
        try await withEmulator { emulator in
            let hold = try emulator.createHold(Self.creation)
            let reply = emulator.beginCreating("Acme")
            #expect(isPending(reply))
            #expect(try emulator.client().get("/customers").data == [])
            let row = try #require(try emulator.holds().first)
            #expect(row["request"] == ["operation": "createCustomer"])
            #expect(row["delivery"] == .null)
            #expect(row["phase"] == "before_commit")
            let held: JSONValue = [
                "ref": "request:1", "at": Emulator.instant(0), "method": "POST", "path": "/v1/customers",
            ]
            #expect(row["held"] == [held])
            let open = try emulator.control(usualKey).get("/__admin/requests/1").json
            #expect(open["status"] == .null)
            emulator.clock.advance(by: .seconds(2))
            #expect(try emulator.release(hold) == ["request:1"])
            let answer = try await emulator.created(reply)
            #expect(answer.status == 201)
            #expect(answer.data["created_at"] == Emulator.instant(2))
            #expect(try emulator.holds() == [])
            #expect(try emulator.control(usualKey).get("/__admin/requests/1").json["status"] == 201)
            #expect(try emulator.client().post("/customers", ["name": "B"]).status == 201)
        }
    }

    @Test func `a request that is held after commit has changed the state, and its client waits`() async throws {
        try await withEmulator { emulator in
            try emulator.createHold(Self.after("h"))
            let reply = emulator.beginCreating("Acme")
            #expect(isPending(reply))
            #expect(try emulator.client().get("/customers").column("name") == ["Acme"])
            #expect(try emulator.events().count == 1)
            #expect(try emulator.heldReferences() == ["request:1"])
            #expect(try emulator.client().post("/customers", ["name": 5]).status == 400)
            try emulator.release("h")
            #expect(try await emulator.created(reply).status == 201)
        }
    }

    @Test func `a request may be held before commit and again after it`() async throws {
        try await withEmulator { emulator in
            try emulator.createHold(["id": "before", "request": ["any": true]])
            try emulator.createHold(Self.after("after"))
            let reply = emulator.beginCreating("Acme")
            #expect(try emulator.release("before") == ["request:1"])
            #expect(try emulator.heldReferences() == ["request:1"])
            #expect(try emulator.release("after") == ["request:1"])
            #expect(try await emulator.created(reply).status == 201)
        }
    }

    @Test func `only the first hold that matches a request holds it`() async throws {
        try await withEmulator { emulator in
            try emulator.createHold(["id": "acme", "request": ["where": ["/body/name": "Ac*"]]])
            try emulator.createHold(["id": "all", "request": ["method": "post", "path": "/v1/cust*"]])
            let replies = ["Acme", "Beta"].map { emulator.beginCreating($0) }
            #expect(try emulator.holds().map { $0["held"]?.array?.count } == [1, 1])
            #expect(try emulator.release("all") == ["request:2"])
            #expect(try await emulator.created(replies[1]).status == 201)
            #expect(isPending(replies[0]))
            replies[0].onFinish?(.connectionLost)
        }
    }

    @Test func `fault rules are asked when a held request is released`() async throws {
        try await withEmulator { emulator in
            try emulator.createHold(["id": "h", "request": ["any": true]])
            let rule: JSONValue = ["on": ["operation": "createCustomer"], "then": ["error": "service_unavailable"]]
            _ = try emulator.control(usualKey).post("/__admin/faults", rule)
            let reply = emulator.beginCreating("Acme")
            #expect(try emulator.control(usualKey).get("/__admin/faults").data[0]?["matched"] == 0)
            try emulator.release("h")
            #expect(try await emulator.created(reply).status == 503)
            #expect(try emulator.control(usualKey).get("/__admin/faults").data[0]?["matched"] == 1)
        }
    }

    @Test func `a second request with an idempotency key waits for the one that is held after commit`() async throws {
        try await withEmulator { emulator in
            try emulator.createHold(Self.after("h"))
            let headers: HTTPHeaders = ["Idempotency-Key": "k"]
            let first = emulator.client().hold("/customers", ["name": "Acme"], headers: headers)
            let second = emulator.client().hold("/customers", ["name": "Acme"], headers: headers)
            #expect(isPending(second))
            #expect(try emulator.heldReferences() == ["request:1"])
            try emulator.release("h")
            #expect(try await emulator.created(first).status == 201)
            let replayed = try await emulator.created(second)
            #expect(replayed.headers["Idempotent-Replayed"] == ["true"])
            #expect(try emulator.client().get("/customers").data.array?.count == 1)
        }
    }

    // MARK: Releasing

    @Test func `held requests are released one by one, in a given order and all at once`() async throws {
        try await withEmulator { emulator in
            let hold = try emulator.createHold(Self.creation)
            var replies = ["1", "2", "3", "4", "5"].map { emulator.beginCreating($0) }
            #expect(try emulator.release(hold, ["count": 1]) == ["request:1"])
            #expect(try emulator.release(hold, ["order": ["request:4", "request:2"]]) == ["request:4", "request:2"])
            #expect(try emulator.heldReferences() == ["request:3", "request:5"])
            replies.append(emulator.beginCreating("6"))
            #expect(try emulator.release(hold, ["count": 1]) == ["request:3"])
            let deleted = try emulator.control(usualKey).delete("/__admin/holds/\(hold)")
            #expect(deleted.json == ["deleted": true, "released": ["request:5", "request:6"]])
            for reply in replies { #expect(try await emulator.created(reply).status == 201) }
            #expect(try emulator.holds() == [])
            let newestFirst = try emulator.client().get("/customers").column("name")
            #expect(newestFirst.reversed() == ["1", "4", "2", "3", "5", "6"])
        }
    }

    @Test func `a hold stays after a release of some, even if it holds nothing any more`() async throws {
        try await withEmulator { emulator in
            let hold = try emulator.createHold(Self.creation)
            #expect(try emulator.release(hold, ["count": 3]) == [])
            let first = emulator.beginCreating("1")
            #expect(try emulator.release(hold, ["count": 3]) == ["request:1"])
            let second = emulator.beginCreating("2")
            #expect(isPending(second))
            #expect(try emulator.release(hold) == ["request:2"])
            #expect(try await emulator.created(first).status == 201)
            #expect(try await emulator.created(second).status == 201)
        }
    }

    // MARK: Leaving and resetting

    @Test func `a request whose client leaves before commit is dropped, and its handler never runs`() async throws {
        try await withEmulator { emulator in
            let hold = try emulator.createHold(Self.creation)
            let reply = emulator.beginCreating("Acme")
            reply.onFinish?(.connectionLost)
            #expect(try emulator.heldReferences() == [])
            #expect(try emulator.release(hold) == [])
            #expect(try emulator.client().get("/customers").data == [])
            let entry = try emulator.control(usualKey).get("/__admin/requests/1").json
            #expect(entry["operation"] == "createCustomer")
            #expect(entry["status"] == .null)
            #expect(entry["response"] == .null)
        }
    }

    @Test func `a client that leaves after commit gets the response to its next request`() async throws {
        try await withEmulator { emulator in
            try emulator.createHold(Self.after("h"))
            let headers: HTTPHeaders = ["Idempotency-Key": "k"]
            let reply = emulator.client().hold("/customers", ["name": "Acme"], headers: headers)
            reply.onFinish?(.connectionLost)
            #expect(try emulator.heldReferences() == [])
            let again = try emulator.client().post("/customers", ["name": "Acme"], headers: headers)
            #expect(again.headers["Idempotent-Replayed"] == ["true"])
            let entry = try emulator.control(usualKey).get("/__admin/requests/1").json
            #expect(entry["status"] == .null)
            #expect(entry["events"]?.array?.count == 1)
        }
    }

    @Test(arguments: [usualKey, nil] as [String?])
    func `a reset answers a hundred held requests and leaves none held`(key: String?) async throws {
        try await withEmulator { emulator in
            try emulator.createHold(["request": ["any": true]])
            let replies = (1...100).map { emulator.beginCreating("\($0)") }
            #expect(try emulator.heldReferences().count == 100)
            let report = try await emulator.control(key).postLater("/__admin/reset").json
            #expect(report["cancelled"]?["responses"] == 100)
            #expect(try emulator.holds() == [])
            for reply in replies {
                let answer = try await emulator.created(reply)
                #expect(answer.status == 503)
                #expect(answer.headers["X-Mock-Error"] == ["reset"])
            }
            #expect(try emulator.client().get("/customers").data == [])
            #expect(try emulator.client().post("/customers", ["name": "A"]).status == 201)
        }
    }

    // MARK: Sandboxes

    @Test func `a hold without a key holds requests in every sandbox that exists, and in no later one`() async throws {
        try await withEmulator { emulator in
            for key in [usualKey, otherKey] { _ = try emulator.client(key).get("/me") }
            let created = try emulator.control().post("/__admin/holds", ["id": "h", "request": ["any": true]])
            #expect(created.json["sandbox"] == .null)
            #expect(created.json["held"] == [])
            let first = emulator.beginCreating("A")
            let second = emulator.beginCreating("B", key: otherKey)
            #expect(try emulator.client("kdv_test_later").post("/customers", ["name": "C"]).status == 201)
            let rows = try emulator.holds(key: nil)
            #expect(rows.count == 2)
            let names = rows.map { row in
                JSONValue.string((row["sandbox"]?.string ?? "") + "/request:2")
            }
            #expect(try emulator.heldReferences(key: nil) == names)
            #expect(try emulator.heldReferences() == ["request:2"])
            let order = Array(names.reversed())
            #expect(try emulator.release("h", ["order": .array(order)], key: nil) == order)
            #expect(try await emulator.created(first).status == 201)
            #expect(try await emulator.created(second, key: otherKey).status == 201)
            #expect(try emulator.release("h", key: nil) == [])
            #expect(try emulator.holds(key: nil) == [])
        }
    }

    @Test func `a hold without a key needs a sandbox`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().post("/__admin/holds", Self.creation)
            expectProblem(answer, 400, "sandbox_required")
        }
    }
}
