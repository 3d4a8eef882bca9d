import Documents
import Testing

@Suite(.timeLimit(.minutes(15)))
struct ParallelTests {
    private static let clients = 64
    private static let requests = 10_000
    private static let keys = ["kdv_test_left", "kdv_test_right"]

    @Test func `parallel clients lose and duplicate no customer and see none of another key`() async throws {
        try await withMock(["--quiet"]) { mock in
            let created = try await withThrowingTaskGroup(of: (key: String, ids: [String]).self) { group in
                for index in 0..<Self.clients {
                    group.addTask { try await Self.work(as: index, on: mock) }
                }
                return try await group.reduce(into: [String: [String]]()) { $0[$1.key, default: []] += $1.ids }
            }
            #expect(created.keys.sorted() == Self.keys)
            for key in Self.keys {
                let made = try #require(created[key])
                #expect(made.count == Self.requests / 4)
                #expect(Set(made).count == made.count)
                let listed = try await Self.everything(of: mock.client(key))
                #expect(listed.count == made.count)
                #expect(Set(listed) == Set(made))
            }
            let left = Set(created[Self.keys[0]] ?? [])
            #expect(left.isDisjoint(with: created[Self.keys[1]] ?? []))
            let rows = try await mock.root.get("/__admin/sandboxes").data.array ?? []
            #expect(rows.map { $0["customers"] } == [2_500, 2_500])
        }
    }

    @Test func `of 64 parallel requests with one idempotency key exactly one creates a customer`() async throws {
        try await withMock(["--quiet"]) { mock in
            var client = mock.client()
            client.headers = [("Idempotency-Key", "only-once")]
            let answers = try await withThrowingTaskGroup(of: WireAnswer.self) { [client] group in
                for _ in 0..<Self.clients {
                    group.addTask { try await client.post("/customers", ["name": "Acme"]) }
                }
                return try await group.reduce(into: [WireAnswer]()) { $0.append($1) }
            }
            #expect(answers.count == Self.clients)
            #expect(answers.allSatisfy { $0.status == 201 })
            #expect(Set(answers.map(\.data["id"])).count == 1)
            #expect(answers.count { $0.header("Idempotent-Replayed") == "false" } == 1)
            let listed = try await Self.everything(of: mock.client())
            #expect(listed.count == 1)
        }
    }

    /// Sends one client's share of the requests, which create and list in turn; returns the ids that it created.
    private static func work(as index: Int, on mock: MockProcess) async throws -> (key: String, ids: [String]) {
        let key = keys[index % 2]
        let client = mock.client(key)
        var ids: [String] = []
        // Every client gets an equal share; the first clients of either key get one of the remainder each.
        let pairs = requests / 2
        let share = pairs / clients + (index < pairs % clients ? 1 : 0)
        for number in 0..<share {
            let created = try await client.post("/customers", ["name": .string("\(key) \(index) \(number)")])
            #expect(created.status == 201)
            ids.append(try #require(created.data["id"]?.string))
            let listed = try await client.get("/customers?limit=5")
            #expect(listed.status == 200)
            let names = listed.data.array?.compactMap { $0["name"]?.string } ?? []
            #expect(!names.isEmpty)
            #expect(names.allSatisfy { $0.hasPrefix(key) })
        }
        return (key, ids)
    }

    /// The ids of all pages, in order.
    private static func everything(of client: MockClient) async throws -> [String] {
        var ids: [String] = []
        var cursor: String?
        repeat {
            let page = try await client.get("/customers?limit=100" + (cursor.map { "&cursor=\($0)" } ?? ""))
            try #require(page.status == 200)
            ids += page.data.array?.compactMap { $0["id"]?.string } ?? []
            cursor = page.json["next_cursor"]?.string
        } while cursor != nil
        return ids
    }
}

@Suite(.timeLimit(.minutes(15)))
struct ResetTests {
    @Test func `a full world is empty after a reset, and its journal starts over`() async throws {
        try await withMock(["--quiet"]) { mock in
            let client = mock.client()
            try await withThrowingTaskGroup(of: Int.self) { group in
                for start in 0..<8 {
                    group.addTask {
                        for number in 0..<250 {
                            let created = try await client.post("/customers", ["name": .string("\(start)/\(number)")])
                            try #require(created.status == 201)
                        }
                        return 250
                    }
                }
                let count = try await group.reduce(0, +)
                #expect(count == 2_000)
            }
            let full = try await client.get("/customers?limit=100")
            #expect(full.data.array?.count == 100)
            #expect(full.header("X-Mock-Seq") == "2001")
            let reset = try await mock.root.post("/__admin/reset")
            #expect(reset.status == 200)
            #expect(reset.json["sandboxes"] == 1)
            let empty = try await client.get("/customers")
            #expect(empty.data == [])
            #expect(empty.json["has_more"] == false)
            #expect(empty.header("X-Mock-Seq") == "1")
            let journal = try await mock.client(basePath: "").get("/__admin/requests")
            #expect(journal.json["last_seq"] == 1)
            #expect(journal.data.array?.count == 1)
        }
    }

    @Test func `a world that is reset with the same seed makes the same ids again`() async throws {
        try await withMock { mock in
            var ids: [String] = []
            for _ in 1...2 {
                let reset = try await mock.root.post("/__admin/reset", ["seed": 7])
                #expect(reset.status == 200)
                let created = try await mock.client().post("/customers", ["name": "Acme"])
                ids.append(try #require(created.data["id"]?.string))
            }
            #expect(ids[0] == ids[1])
        }
    }
}
