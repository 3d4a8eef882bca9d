import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct ListSetupLinksTests {
    @Test func `links are listed newest first, without their setup_url`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            var created: [JSONValue] = []
            for hours in [1, 2, 3] {
                var link = try #require(try emulator.createLink(of: id, ["expires_in_hours": .integer(hours)]).object)
                link.removeValue(forKey: "setup_url")
                created.append(.object(link))
            }
            _ = try emulator.createLink(of: try emulator.createCustomer())
            let list = try emulator.client().get("/customers/\(id)/setup_links")
            #expect(list.data.array == Array(created.reversed()))
            #expect(list.json["has_more"] == false)
            #expect(list.json["next_cursor"] == .null)
        }
    }

    @Test(arguments: ["", "?limit=7", "?limit=0", "?limit=abc&cursor=nonsense", "?status=active"])
    func `the list shows the 50 newest links, whatever limit and cursor say`(query: String) async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let ids = try (0..<53).map { _ in try emulator.createLink(of: id)["id"] ?? .null }
            let list = try emulator.client().get("/customers/\(id)/setup_links" + query)
            #expect(list.status == 200)
            #expect(list.column("id") == ids.suffix(50).reversed())
            #expect(list.json["has_more"] == false)
        }
    }

    @Test func `the filter status shows only links of that status, however many newer ones there are`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let path = "/customers/\(id)/setup_links"
            let expired = try #require(try emulator.createLink(of: id, ["expires_in_hours": 1])["id"])
            let revoked = try #require(try emulator.createLink(of: id)["id"]?.string)
            let consumed = try #require(try emulator.createLink(of: id)["id"]?.string)
            _ = try emulator.client().delete(path + "/" + revoked)
            try emulator.consumeLink(consumed)
            emulator.clock.advance(by: .seconds(3600))
            for _ in 0..<50 { _ = try emulator.createLink(of: id) }

            let client = emulator.client()
            let active = try client.get(path + "?status=active")
            #expect(active.data.array?.count == 50)
            #expect(Set(active.column("status")) == ["active"])
            let ofExpired = try client.get(path + "?status=expired")
            #expect(ofExpired.column("id") == [expired])
            let ofRevoked = try client.get(path + "?status=revoked")
            #expect(ofRevoked.column("id") == [.string(revoked)])
            let ofConsumed = try client.get(path + "?status=consumed")
            #expect(ofConsumed.column("id") == [.string(consumed)])
            #expect(ofConsumed.data[0]?["consumed_at"] == "2026-06-04T10:00:00.000Z")
        }
    }

    @Test(arguments: ["used", "", "ACTIVE", "active,expired"])
    func `a status that links do not have is refused`(status: String) async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            expect(
                try emulator.client().get("/customers/\(id)/setup_links?status=\(status)"),
                refuses: 400,
                "invalid_field_value",
                param: "status"
            )
        }
    }

    @Test func `a link expires exactly at its expires_at`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let link = try emulator.createLink(of: id, ["expires_in_hours": 1])
            #expect(link["expires_at"] == "2026-06-04T11:00:00.000Z")
            emulator.clock.advance(by: .milliseconds(3_599_999))
            let before = try emulator.client().get("/customers/\(id)/setup_links")
            #expect(before.column("status") == ["active"])
            emulator.clock.advance(by: .milliseconds(1))
            let after = try emulator.client().get("/customers/\(id)/setup_links")
            #expect(after.column("status") == ["expired"])
            let active = try emulator.client().get("/customers/\(id)/setup_links?status=active")
            #expect(active.data == [])
        }
    }

    @Test func `a revoked link stays revoked after its expires_at`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let link = try #require(try emulator.createLink(of: id, ["expires_in_hours": 1])["id"]?.string)
            _ = try emulator.client().delete("/customers/\(id)/setup_links/\(link)")
            emulator.clock.advance(by: .seconds(7200))
            let list = try emulator.client().get("/customers/\(id)/setup_links")
            #expect(list.column("status") == ["revoked"])
        }
    }

    @Test func `the customer is looked up before the filter is checked`() async throws {
        try await withEmulator { emulator in
            expect(
                try emulator.client().get("/customers/cus_nobody/setup_links?status=used"),
                refuses: 404,
                "resource_not_found"
            )
        }
    }
}
