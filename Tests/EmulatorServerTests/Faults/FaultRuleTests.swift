import Contract
import Documents
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct FaultRuleTests {
    private func add(_ rule: JSONValue, to emulator: Emulator, key: String? = usualKey) throws -> JSONValue {
        let answer = try emulator.control(key).post("/__admin/faults", rule)
        try #require(answer.status == 201, "\(answer.json)")
        return answer.json
    }

    @Test func `a preset injects its error into all operations that list it`() async throws {
        try await withEmulator { emulator in
            let rule = try add(["preset": "feature_not_entitled"], to: emulator)
            #expect(rule["id"] == "feature_not_entitled")
            let client = emulator.client()
            for answer in [try client.get("/customers"), try client.post("/customers", ["name": "A"])] {
                #expect(answer.status == 402)
                #expect(answer.code == "feature_not_entitled")
                #expect(answer.headers["X-Mock-Fault"] == ["feature_not_entitled"])
                #expect(answer.headers["X-RateLimit-Limit"].count == 1)
            }
            #expect(try client.get("/me").status == 200)
            #expect(try emulator.client(otherKey).get("/customers").status == 200)
            #expect(try emulator.events().isEmpty)
        }
    }

    @Test func `every preset gives the status and code of the contract`() async throws {
        try await withEmulator { emulator in
            let presets = try emulator.control().get("/__admin/faults/presets").data.array ?? []
            #expect(presets.count == emulator.contract.errorCatalog.entries.count)
            let get = presets.filter { $0["operations"]?.array?.contains("getCustomer") == true }
            try #require(get.count > 5)
            for preset in get {
                _ = try add(["preset": try #require(preset["name"]), "times": 1], to: emulator)
                let answer = try emulator.client().get("/customers/cus_1")
                #expect(answer.code == preset["code"]?.string)
                #expect(answer.status == preset["status"]?.integer)
            }
        }
    }

    @Test func `an injected 429 reports zero remaining but takes nothing from the bucket`() async throws {
        try await withEmulator { emulator in
            let limits: [JSONValue] = [["enforce": false], ["write_per_minute": 5]]
            for limit in limits {
                try emulator.configure(["rate_limits": limit])
                _ = try add(["preset": "rate_limit_exceeded", "times": 1], to: emulator)
                let refused = try emulator.client().post("/customers", ["name": "A"])
                #expect(refused.status == 429)
                #expect(refused.headers["X-RateLimit-Remaining"] == ["0"])
                #expect(refused.headers["Retry-After"].count == 1)
                let created = try emulator.client().post("/customers", ["name": "A"])
                #expect(created.headers["X-RateLimit-Remaining"] != ["0"])
            }
        }
    }

    @Test func `an injected error comes first and uses up neither rate limit nor idempotency key`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["rate_limits": ["write_per_minute": 1]])
            _ = try add(
                ["on": ["operation": "createCustomer"], "then": ["error": "service_unavailable"], "times": 3],
                to: emulator
            )
            let client = emulator.client()
            for body: JSONValue in [["name": "A"], ["name": ""], [:]] {
                let answer = try client.post("/customers", body, headers: ["Idempotency-Key": "k"])
                #expect(answer.status == 503)
            }
            let created = try client.post("/customers", ["name": "A"], headers: ["Idempotency-Key": "k"])
            #expect(created.status == 201)
            #expect(created.headers["Idempotent-Replayed"] == ["false"])
        }
    }

    @Test func `the key is checked before the rules, and the rules before the route`() async throws {
        let id = JSONValue.string("req_" + String(repeating: "0", count: 26))
        let broken: JSONValue = [
            "error": ["type": "api_error", "code": "service_unavailable", "message": "Gone.", "request_id": id]
        ]
        try await withEmulator { emulator in
            _ = try add(
                [
                    "on": ["any": true],
                    "then": ["respond": ["status": 503, "body": broken]],
                ],
                to: emulator,
                key: nil
            )
            #expect(try emulator.client("garbage").get("/me").status == 401)
            #expect(try emulator.client(nil).get("/health").json == broken)
            #expect(try emulator.client().get("/nowhere").json == broken)
            #expect(try emulator.control().get("/__admin/faults").data[0]?["fired"] == 2)
        }
    }

    @Test func `a response that a fault loses is replayed by its idempotency key`() async throws {
        try await withEmulator { emulator in
            _ = try add(
                [
                    "id": "lost", "on": ["operation": "createCustomer"], "phase": "after_commit",
                    "then": ["connection": "reset"], "times": 1,
                ],
                to: emulator
            )
            let headers: HTTPHeaders = ["Idempotency-Key": "k", "Content-Type": "application/json"]
            let reply = emulator.client().hold("/customers", ["name": "Acme"], headers: headers)
            #expect(reply.cut == .reset)
            reply.onFinish?(.connectionLost)
            let again = try emulator.client().post("/customers", ["name": "Acme"], headers: headers)
            #expect(again.status == 201)
            #expect(again.headers["Idempotent-Replayed"] == ["true"])
            #expect(try emulator.client().get("/customers").column("id") == [try #require(again.data["id"])])
            #expect(try emulator.events().count == 1)
            let rows = try emulator.control(usualKey).get("/__admin/requests").data
            #expect(rows[0]?["status"] == .null)
            #expect(rows[0]?["fault"] == "lost")
            #expect(rows[1]?["fault"] == .null)
        }
    }

    @Test func `a fault after commit changes only successful responses of handlers`() async throws {
        try await withEmulator { emulator in
            _ = try add(["on": ["any": true], "then": ["malformed": true]], to: emulator)
            #expect(try emulator.client().get("/customers/cus_1").status == 404)
            let broken = emulator.client().hold("/customers", ["name": "A"], headers: ["Idempotency-Key": "k"])
            guard case .now(let response) = broken.content else { throw TestFailure("it is answered at once") }
            #expect(response.status == .created)
            #expect((try? JSONValue(parsing: response.body)) == nil)
            broken.onFinish?(.written)
            let again = try emulator.client().post("/customers", ["name": "A"], headers: ["Idempotency-Key": "k"])
            #expect(again.data["name"] == "A")
            #expect(again.bytes.count == response.body.count)
        }
    }

    @Test func `a hanging request is cancelled by a reset of its world`() async throws {
        try await withEmulator { emulator in
            _ = try add(["on": ["any": true], "then": ["connection": "hang"]], to: emulator)
            let reply = emulator.client().hold("/customers", ["name": "A"])
            guard case .later = reply.content else { throw TestFailure("it is not answered") }
            let report = try emulator.control(usualKey).post("/__admin/reset").json
            #expect(report["cancelled"]?["responses"] == 1)
            #expect(try emulator.client().get("/customers").data == [])
        }
    }

    @Test(arguments: [["connection": "hang"], ["delay": "1h"]] as [JSONValue])
    func `a waiting request without a world is cancelled by a keyless reset`(action: JSONValue) async throws {
        try await withEmulator { emulator in
            _ = try add(["on": ["operation": "resolveOnboarding"], "then": action], to: emulator, key: nil)
            let path = "/api/public/onboarding/resolve"
            let reply = emulator.control().hold(path, ["token": "csl_nobodys"])
            guard case .later = reply.content else { throw TestFailure("it is not answered") }
            let ofOne = try await emulator.control(usualKey).postLater("/__admin/reset").json
            #expect(ofOne["cancelled"]?["responses"] == 0)
            let ofAll = try await emulator.control().postLater("/__admin/reset").json
            #expect(ofAll["cancelled"]?["responses"] == 1)
            #expect(try emulator.control().post(path, ["token": "csl_nobodys"]).status == 404)
        }
    }

    @Test func `a keyless change leaves a world's own rule of the same id alone`() async throws {
        try await withEmulator { emulator in
            let rule: JSONValue = ["id": "r", "on": ["operation": "getMe"], "then": ["error": "internal_error"]]
            _ = try add(rule, to: emulator)
            _ = try add(rule, to: emulator, key: nil)
            #expect(try emulator.control().patch("/__admin/faults/r", ["enabled": false]).status == 200)
            #expect(try emulator.client().get("/me").status == 500)
            #expect(try emulator.client(otherKey).get("/me").status == 200)
            #expect(try emulator.control(usualKey).patch("/__admin/faults/r", ["enabled": false]).status == 200)
            #expect(try emulator.client().get("/me").status == 200)
        }
    }

    @Test func `a rule without a key applies to all worlds, counts in each and shows the sums`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/me")
            _ = try add(
                ["id": "all", "on": ["operation": "getMe"], "then": ["error": "internal_error"], "times": 1],
                to: emulator,
                key: nil
            )
            for key in [usualKey, otherKey] {
                #expect(try emulator.client(key).get("/me").status == 500)
                #expect(try emulator.client(key).get("/me").status == 200)
            }
            #expect(try emulator.control().get("/__admin/faults").data[0]?["matched"] == 4)
            #expect(try emulator.control(usualKey).get("/__admin/faults/all").json["matched"] == 2)
            _ = try emulator.control(usualKey).post("/__admin/reset")
            #expect(try emulator.client().get("/me").status == 500)
            _ = try emulator.control().post("/__admin/reset")
            #expect(try emulator.client().get("/me").status == 200)
        }
    }

    @Test func `a rule names its sandbox, and a rule of all sandboxes names none`() async throws {
        try await withEmulator { emulator in
            func add(_ id: String, _ key: String?) throws -> JSONValue {
                let rule: JSONValue = [
                    "id": .string(id), "on": ["operation": "getMe"], "then": ["error": "internal_error"],
                ]
                return try #require(try self.add(rule, to: emulator, key: key)["sandbox"])
            }
            let created = [try add("one", usualKey), try add("all", nil), try add("other", otherKey)]
            let ids = try emulator.control().get("/__admin/sandboxes").column("id")
            #expect(created == [ids[0], .null, ids[1]])
            func list(_ key: String?) throws -> [JSONValue] {
                try #require(try emulator.control(key).get("/__admin/faults").data.array)
            }
            #expect(try list(usualKey).column("id") == ["one", "all"])
            #expect(try list(usualKey).column("sandbox") == [ids[0], .null])
            #expect(try list(nil).column("id") == ["one", "other", "all"])
            #expect(try list(nil).column("sandbox") == [ids[0], ids[1], .null])
            #expect(try emulator.control().get("/__admin/faults/one").status == 404)
            #expect(try emulator.control().delete("/__admin/faults").json == ["deleted": 1])
            #expect(try list(nil).column("id") == ["one", "other"])
        }
    }

    @Test func `a rule can be disabled, enabled and deleted`() async throws {
        try await withEmulator { emulator in
            _ = try add(["id": "r", "on": ["operation": "getMe"], "then": ["error": "internal_error"]], to: emulator)
            let control = emulator.control(usualKey)
            #expect(try control.patch("/__admin/faults/r", ["enabled": false]).json["enabled"] == false)
            #expect(try emulator.client().get("/me").status == 200)
            #expect(try control.patch("/__admin/faults/r", ["enabled": true]).json["matched"] == 0)
            #expect(try emulator.client().get("/me").status == 500)
            #expect(try control.delete("/__admin/faults/r").json == ["deleted": 1])
            #expect(try control.delete("/__admin/faults/r").status == 404)
            #expect(try control.patch("/__admin/faults/r", ["enabled": true]).status == 404)
            #expect(try control.get("/__admin/faults/r").status == 404)
            #expect(try control.delete("/__admin/faults").json == ["deleted": 0])
        }
    }

    @Test(
        arguments: [
            (
                ["on": ["operation": "createCustomr"], "then": ["eror": "x"]],
                ["/then/eror": "error", "/on/operation": "createCustomer"]
            ),
            (
                ["on": ["operation": "createCustomr"], "then": ["error": "conflit"], "times": "2"],
                ["/times": nil, "/on/operation": "createCustomer", "/then/error": "conflict"]
            ),
            (
                ["on": ["tag": "Customer"], "then": ["conection": "reset"], "phase": "before_comit"],
                ["/then/conection": "connection", "/on/tag": "Customers", "/phase": "before_commit"]
            ),
            (
                ["on": ["event": "customer.onbord"], "then": ["drop": true], "phase": "after_commit"],
                ["/on/event": nil, "/phase": nil]
            ),
        ] as [(JSONValue, [String: String?])]
    )
    func `a refusal lists all mistakes of a rule with hints`(rule: JSONValue, hints: [String: String?]) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control(usualKey).post("/__admin/faults", rule)
            expectProblem(answer, 400, "invalid_body")
            let errors = answer.json["errors"]?.array ?? []
            for (pointer, hint) in hints {
                let found = errors.first { $0["pointer"]?.string == pointer }
                try #require(found != nil, "\(pointer) \(answer.json)")
                if let hint { #expect(found?["hint"]?.string == hint) }
                #expect(answer.json["detail"]?.string?.contains("\(pointer): ") == true)
            }
            #expect(errors.count == hints.count, "\(answer.json)")
        }
    }

    @Test(
        arguments: [
            (["on": ["any": true]], "/then", nil), (["then": ["malformed": true]], "/on", nil),
            (["on": ["any": true], "then": ["malformed": true, "error": "conflict"]], "/then", nil),
            (["on": ["operation": "getMee"], "then": ["malformed": true]], "/on/operation", "getMe"),
            (["on": ["tag": "Customer"], "then": ["malformed": true]], "/on/tag", "Customers"),
            (["on": ["any": true], "then": ["error": "conflit"]], "/then/error", "conflict"),
            (["on": ["operation": "getMe"], "then": ["error": "conflict"]], "/then/error", nil),
            (["preset": "conflict", "on": ["operation": "getMe"]], "/on", nil),
            (["on": ["any": true], "then": ["malformed": true], "phase": "before_commit"], "/phase", nil),
            (["on": ["any": true], "then": ["drip": ["chunk": 1, "every": "P1Y"]]], "/then/drip/every", nil),
            (["on": ["any": true], "then": ["eror": "conflict"]], "/then/eror", "error"),
        ] as [(JSONValue, String, String?)]
    )
    func `an invalid rule is refused with its pointer`(rule: JSONValue, pointer: String, hint: String?) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control(usualKey).post("/__admin/faults", rule)
            #expect(answer.status == 400)
            #expect(answer.json["errors"]?[0]?["pointer"]?.string == pointer)
            #expect(answer.json["errors"]?[0]?["hint"]?.string == hint)
            #expect(try emulator.control(usualKey).get("/__admin/faults").data == [])
        }
    }
}
