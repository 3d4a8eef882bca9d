import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct CustomerPagingTests {
    @Test func `paging shows each remaining customer once while others come and go`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let before = try emulator.createCustomers((0..<250).map { "Customer \($0)" })
            var staying = Set(before)
            var seen: [String] = []
            var cursor: String?
            var pages = 0
            repeat {
                let page = try client.get("/customers?limit=7" + (cursor.map { "&cursor=\($0)" } ?? ""))
                try #require(page.status == 200)
                seen += page.column("id").compactMap(\.string)
                cursor = page.json["next_cursor"]?.string
                #expect(page.json["has_more"] == .bool(cursor != nil))
                _ = try emulator.createCustomer(["name": .string("Newcomer \(pages)")])
                let leaving = before[(pages * 67 + 3) % before.count]
                if staying.remove(leaving) != nil { _ = try client.delete("/customers/\(leaving)") }
                pages += 1
            } while cursor != nil && pages < 100

            #expect(staying.count > 200)
            #expect(Set(seen).count == seen.count)
            #expect(seen.filter(staying.contains) == before.reversed().filter(staying.contains))
            #expect(Set(seen).isSubset(of: before))
        }
    }

    @Test func `the last page has no next cursor, even when it is full`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let ids = try emulator.createCustomers((0..<14).map { "Customer \($0)" })
            let first = try client.get("/customers?limit=7")
            #expect(first.json["has_more"] == true)
            let cursor = try #require(first.json["next_cursor"]?.string)
            let last = try client.get("/customers?limit=7&cursor=\(cursor)")
            #expect(last.column("id") == ids.prefix(7).reversed().map { .string($0) })
            #expect(last.json["has_more"] == false)
            #expect(last.json["next_cursor"] == .null)
        }
    }

    @Test func `a cursor may be used twice and with another limit`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let ids = try emulator.createCustomers(["A", "B", "C", "D"])
            let first = try client.get("/customers?limit=1")
            let cursor = try #require(first.json["next_cursor"]?.string)
            for _ in 1...2 {
                let rest = try client.get("/customers?limit=100&cursor=\(cursor)")
                #expect(rest.column("id") == ids.prefix(3).reversed().map { .string($0) })
            }
        }
    }

    @Test func `a cursor continues after a row that was archived meanwhile`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let ids = try emulator.createCustomers(["A", "B", "C"])
            let first = try client.get("/customers?limit=1")
            let cursor = try #require(first.json["next_cursor"]?.string)
            _ = try client.delete("/customers/\(ids[2])")
            let rest = try client.get("/customers?cursor=\(cursor)")
            #expect(rest.column("id") == [.string(ids[1]), .string(ids[0])])
        }
    }

    @Test(arguments: [
        "", "x", "next", "eyJpZCI6ImN1c18zMzVUMDhSTTBFQUtOOURURTZSRDVSV1A3QiIsInRzIjoxNzgwNTY3MjAwMDAwfQ",
        "AAAAAAAAAAAAAAAAAAAAAA", "%C3%A4", "%00", "0",
    ])
    func `a malformed cursor is refused`(cursor: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().get("/customers?cursor=\(cursor)")
            expect(answer, refuses: 400, "invalid_cursor", param: "cursor")
        }
    }

    @Test func `a cursor with any one character changed is refused`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            _ = try emulator.createCustomers(["A", "B", "C"])
            let cursor = try #require(try client.get("/customers?limit=1").json["next_cursor"]?.string)
            for index in cursor.indices {
                var altered = cursor
                altered.replaceSubrange(index...index, with: cursor[index] == "A" ? "B" : "A")
                let answer = try client.get("/customers?cursor=\(altered)")
                expect(answer, refuses: 400, "invalid_cursor", param: "cursor")
            }
            for altered in [String(cursor.dropLast()), cursor + "A"] {
                let answer = try client.get("/customers?cursor=\(altered)")
                expect(answer, refuses: 400, "invalid_cursor", param: "cursor")
            }
        }
    }

    @Test func `a cursor is valid only with its filters`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let team = try #require(try client.get("/me").data["teams"]?[0]?["id"]?.string)
            _ = try emulator.createCustomers(["A", "B", "C"])
            let queries = [
                "limit=1", "limit=1&status=pending", "limit=1&team_id=\(team)",
                "limit=1&status=pending&team_id=\(team)",
            ]
            for query in queries {
                let cursor = try #require(try client.get("/customers?" + query).json["next_cursor"]?.string)
                for other in queries {
                    let answer = try client.get("/customers?\(other)&cursor=\(cursor)")
                    if other == query {
                        #expect(answer.status == 200)
                    } else {
                        expect(answer, refuses: 400, "invalid_cursor", param: "cursor")
                    }
                }
            }
        }
    }

    @Test func `a cursor of another organization is refused`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomers(["A", "B"])
            _ = try emulator.createCustomers(["A", "B"], key: otherKey)
            let cursor = try #require(try emulator.client().get("/customers?limit=1").json["next_cursor"]?.string)
            let answer = try emulator.client(otherKey).get("/customers?cursor=\(cursor)")
            expect(answer, refuses: 400, "invalid_cursor", param: "cursor")
        }
    }

    @Test func `a bad filter is named before a bad limit, and that before a bad cursor`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let all = try client.get("/customers?cursor=x&limit=0&team_id=nonsense")
            expect(all, refuses: 400, "invalid_field_value", param: "team_id")
            let two = try client.get("/customers?cursor=x&limit=0")
            expect(two, refuses: 400, "invalid_limit", param: "limit")
        }
    }
}
