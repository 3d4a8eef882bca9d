import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct ListCustomersTests {
    @Test func `customers are listed newest first, without accounts, on one page`() async throws {
        try await withEmulator { emulator in
            var created: [JSONValue] = []
            for name in ["First", "Second", "Third"] {
                created.append(try emulator.client().post("/customers", ["name": .string(name)]).data)
                emulator.clock.advance(by: .seconds(1))
            }
            let list = try emulator.client().get("/customers")
            #expect(list.status == 200)
            #expect(list.data.array == Array(created.reversed()))
            #expect(list.json["has_more"] == false)
            #expect(list.json["next_cursor"] == .null)
            #expect(list.json.object.map { Array($0.keys) } == ["data", "has_more", "next_cursor", "request_id"])
        }
    }

    @Test func `an organization without customers has an empty list`() async throws {
        try await withEmulator { emulator in
            let list = try emulator.client().get("/customers")
            #expect(list.data == [])
            #expect(list.json["has_more"] == false)
            #expect(list.json["next_cursor"] == .null)
        }
    }

    @Test func `archived customers are listed only with the status archived`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let ids = try emulator.createCustomers(["Kept", "Gone"])
            _ = try client.delete("/customers/\(ids[1])")
            let visible = try client.get("/customers")
            #expect(visible.column("id") == [.string(ids[0])])
            let archived = try client.get("/customers?status=archived")
            #expect(archived.column("id") == [.string(ids[1])])
            #expect(archived.column("status") == ["archived"])
        }
    }

    @Test func `the filter status shows only the customers of that status`() async throws {
        try await withEmulator { emulator in
            var byStatus: [CustomerStatus: String] = [:]
            for status in CustomerStatus.allCases { byStatus[status] = try emulator.createCustomer(in: status) }
            for status in CustomerStatus.allCases {
                let list = try emulator.client().get("/customers?status=\(status.rawValue)")
                #expect(list.column("id") == [.string(try #require(byStatus[status]))])
            }
        }
    }

    @Test func `the filter team_id shows only the team's customers, also with a status`() async throws {
        try await withEmulator { emulator in
            let teams = try emulator.configure(["teams": [["name": "East"], ["name": "West"]]])["teams"]
            let east = try #require(teams?[0]?["id"]?.string)
            let west = try #require(teams?[1]?["id"]?.string)
            let eastern = try emulator.createCustomer(["name": "E", "team_id": .string(east)])
            let western = try emulator.createCustomer(["name": "W", "team_id": .string(west)])
            let archived = try emulator.createCustomer(["name": "X", "team_id": .string(west)])
            _ = try emulator.client().delete("/customers/\(archived)")

            let ofEast = try emulator.client().get("/customers?team_id=\(east)")
            #expect(ofEast.column("id") == [.string(eastern)])
            let ofWest = try emulator.client().get("/customers?team_id=\(west)")
            #expect(ofWest.column("id") == [.string(western)])
            let archivedOfWest = try emulator.client().get("/customers?team_id=\(west)&status=archived")
            #expect(archivedOfWest.column("id") == [.string(archived)])
            let archivedOfEast = try emulator.client().get("/customers?team_id=\(east)&status=archived")
            #expect(archivedOfEast.data == [])
        }
    }

    @Test func `the team of another organization is refused`() async throws {
        try await withEmulator { emulator in
            let foreign = try emulator.configure(["teams": [["name": "Elsewhere"]]], key: otherKey)["teams"]?[0]?["id"]
            let id = try #require(foreign?.string)
            let known = try emulator.client(otherKey).get("/customers?team_id=\(id)")
            #expect(known.status == 200)
            expect(
                try emulator.client().get("/customers?team_id=\(id)"),
                refuses: 400,
                "invalid_field_value",
                param: "team_id"
            )
        }
    }

    @Test(arguments: [
        ("status=deleted", "status"), ("status=", "status"), ("status=PENDING", "status"),
        ("team_id=t1_zzzzzzzzzzzz", "team_id"), ("team_id=nonsense", "team_id"), ("team_id=", "team_id"),
        ("status=deleted&team_id=nonsense", "status"), ("team_id=nonsense&status=deleted", "status"),
    ])
    func `an invalid filter of customers is refused`(query: String, param: String) async throws {
        try await withEmulator { emulator in
            expect(
                try emulator.client().get("/customers?" + query),
                refuses: 400,
                "invalid_field_value",
                param: param
            )
        }
    }

    @Test(arguments: ["0", "101", "abc", "", "-1", "5.0", "1e1", "%2B5", "99999999999999999999", "5%20"])
    func `a limit must be a whole number from 1 to 100`(limit: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().get("/customers?limit=\(limit)")
            expect(answer, refuses: 400, "invalid_limit", param: "limit")
            #expect(answer.message == "limit must be a whole number from 1 to 100.")
        }
    }

    @Test(arguments: [("", 25), ("?limit=1", 1), ("?limit=007", 7), ("?limit=100", 100)])
    func `a page of customers has as many rows as the limit, 25 by default`(query: String, rows: Int) async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomers((1...101).map { "Customer \($0)" })
            let page = try emulator.client().get("/customers" + query)
            #expect(page.data.array?.count == rows)
            #expect(page.json["has_more"] == true)
        }
    }

    @Test func `unknown query parameters are ignored`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let list = try emulator.client().get("/customers?page=2&offset=1&starting_after=\(id)&after=x")
            #expect(list.column("id") == [.string(id)])
        }
    }

    @Test func `HEAD answers 200 for the list and 404 for an unknown customer`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let list = try client.send(.HEAD, "/customers")
            #expect(list.status == 200)
            let unknown = try client.send(.HEAD, "/customers/cus_00000000000000000000000000")
            #expect(unknown.status == 404)
        }
    }
}
