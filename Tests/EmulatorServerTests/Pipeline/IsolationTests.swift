import Documents
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct IsolationTests {
    @Test func `two keys never see each other's customers, links, accounts or settings`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let link = try #require(try emulator.createLink(of: id)["id"]?.string)
            let stranger = emulator.client(otherKey)
            #expect(try stranger.get("/customers").data == [])
            #expect(try stranger.get("/customers?status=pending").data == [])
            for path in ["/customers/\(id)", "/customers/\(id)/setup_links"] {
                expect(try stranger.get(path), refuses: 404, "resource_not_found")
            }
            expect(try stranger.post("/customers/\(id)/setup_links"), refuses: 404, "resource_not_found")
            expect(
                try stranger.delete("/customers/\(id)/setup_links/\(link)"),
                refuses: 404,
                "resource_not_found"
            )
            try emulator.configure(["plan": "starter", "name": "A"])
            #expect(try stranger.get("/me").data["organization"]?["name"] == "Your Platform Inc")
            #expect(try stranger.get("/customers").status == 200)
        }
    }

    @Test func `two keys never create the same ids, except those of their teams`() async throws {
        try await withEmulator { emulator in
            let names = (0..<50).map { "Customer \($0)" }
            let own = Set(try emulator.createCustomers(names))
            let others = Set(try emulator.createCustomers(names, key: otherKey))
            #expect(own.isDisjoint(with: others))
            let me = try emulator.client().get("/me")
            let stranger = try emulator.client(otherKey).get("/me")
            #expect(me.data["organization"]?["id"] != stranger.data["organization"]?["id"])
            #expect(me.data["teams"] == stranger.data["teams"])
            #expect(me.requestID != stranger.requestID)
        }
    }

    @Test func `the same seed and key give the same responses and events byte for byte`() async throws {
        var runs: [[[UInt8]]] = []
        for _ in 1...2 {
            try await withEmulator { emulator in
                let client = emulator.client()
                let id = try emulator.createCustomer()
                let link = try emulator.client().post("/customers/\(id)/setup_links")
                let list = try client.get("/customers?limit=1")
                let refused = try client.post("/customers", [:])
                let events = try emulator.events().map { Array($0.json.text.utf8) }
                runs.append([link.bytes, list.bytes, refused.bytes] + events)
            }
        }
        #expect(runs[0] == runs[1])
    }

    @Test func `a server without a seed creates new ids each time`() async throws {
        var ids: Set<String> = []
        for _ in 1...3 {
            try await withEmulator({ $0.seed = nil }) { emulator in ids.insert(try emulator.createCustomer()) }
        }
        #expect(ids.count == 3)
    }

    @Test func `each world counts its own requests`() async throws {
        try await withEmulator { emulator throws in
            #expect(try emulator.client().get("/me").headers["X-Mock-Seq"] == ["1"])
            #expect(try emulator.client().get("/nonsense").headers["X-Mock-Seq"] == ["2"])
            #expect(try emulator.client(otherKey).get("/me").headers["X-Mock-Seq"] == ["1"])
            #expect(try emulator.client(nil).get("/me").headers["X-Mock-Seq"] == ["1"])
            #expect(try emulator.client("garbage").get("/me").headers["X-Mock-Seq"] == ["2"])
        }
    }
}
