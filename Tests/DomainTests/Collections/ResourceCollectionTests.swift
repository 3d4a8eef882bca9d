import Documents
import Testing

@testable import Domain

@Suite struct ResourceCollectionTests {
    /// The ids of a page, read from its JSON.
    private func ids(_ page: Page) throws -> [String] {
        try page.items.map { item in
            try #require(String(json: item).firstMatch(of: /"id":"(cus_[^"]+)"/)).output.1.description
        }
    }

    /// Reads all pages of a list; `between` runs after each page.
    private func allPages(
        of key: Customer.ListKey,
        in state: inout WorldState,
        limit: Int,
        between: (inout WorldState) throws -> Void = { _ in }
    ) throws -> [[String]] {
        var pages: [[String]] = []
        var position: Int?
        repeat {
            let page = state.customers.page(of: key, after: position, limit: limit)
            pages.append(try ids(page))
            position = page.nextPosition
            try between(&state)
        } while position != nil
        return pages
    }

    /// An object of a kind that has no rule for its lists.
    private struct Note: Resource {
        static let idPrefix = "note_"
        let id = Identifier<Note>("note_1")
        var listKeys: [String]
    }

    @Test(arguments: [
        (["a", "b"], ["b", "a"]), (["a", "b"], ["b", "c"]), (["a", "b", "c"], ["c"]), (["a"], ["b", "c", "a"]),
        (["a", "a", "b"], ["b", "a"]), (["a", "b"], ["b", "b"]), (["a"], []), ([], ["c"]), (["a"], ["a"]),
    ])
    func `a changed object is in the lists that it names now, in whatever order it names them`(
        before: [String],
        after: [String]
    ) {
        var notes = ResourceCollection<Note>()
        notes.insert(Note(listKeys: before))
        notes.replace(Note(listKeys: after))
        for list in ["a", "b", "c"] { #expect(notes.count(in: list) == (after.contains(list) ? 1 : 0), "\(list)") }
    }

    @Test func `an empty list is one empty page`() {
        let page = ResourceCollection<Customer>().page(of: .visible(team: nil), after: nil, limit: 25)
        #expect(page.items.isEmpty)
        #expect(page.nextPosition == nil)
    }

    @Test(arguments: [(10, 5, [5, 5]), (11, 5, [5, 5, 1]), (1, 1, [1]), (3, 100, [3]), (101, 100, [100, 1])])
    func `all pages of a list but the last are full`(count: Int, limit: Int, sizes: [Int]) throws {
        var state = WorldState.sample()
        var created: [String] = []
        for number in 0..<count { created.append(try state.addCustomer("Customer \(number)").id.description) }
        #expect(state.customers.count == count)
        let pages = try allPages(of: .visible(team: nil), in: &state, limit: limit)
        #expect(pages.map(\.count) == sizes)
        #expect(pages.flatMap(\.self) == created.reversed())
    }

    @Test func `a row that is added during the paging is not shown, and no other row is skipped`() throws {
        var state = WorldState.sample()
        var created: [String] = []
        for number in 0..<40 { created.append(try state.addCustomer("Customer \(number)").id.description) }
        let pages = try allPages(of: .visible(team: nil), in: &state, limit: 7) { state in
            for number in 0..<3 { _ = try state.addCustomer("Late \(number)") }
        }
        #expect(pages.flatMap(\.self) == created.reversed())
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `customers that stay are shown once while others come, go and change status`(seed: UInt64) throws {
        var random = RandomStream(seed: seed)
        var state = WorldState.sample()
        var stable: [String] = []
        var restless: [Customer] = []
        for number in 0..<300 {
            let customer = try state.addCustomer("Customer \(number)")
            if number.isMultiple(of: 3) { restless.append(customer) } else { stable.append(customer.id.description) }
        }
        let all = Set(state.customers.newestFirst(in: .visible(team: nil)).map(\.id.description))
        let pages = try allPages(of: .visible(team: nil), in: &state, limit: 10) { state in
            for _ in 0..<5 {
                var customer = try #require(restless.randomElement(using: &random))
                customer.status = CustomerStatus.allCases.randomElement(using: &random) ?? .active
                state.customers.replace(customer)
            }
            _ = try state.addCustomer("Late")
        }
        let shown = pages.flatMap(\.self)
        #expect(Set(shown).count == shown.count)
        #expect(Set(shown).isSubset(of: all))
        let stableSet = Set(stable)
        #expect(shown.filter { stableSet.contains($0) } == stable.reversed())
    }

    @Test func `a changed customer keeps its place in the list`() throws {
        var state = WorldState.sample()
        let first = try state.addCustomer("First")
        let second = try state.addCustomer("Second")
        var patch = CustomerPatch()
        patch.name = .set("First, renamed")
        let renamed = try state.updateCustomer(first, with: patch, at: .start.adding(hours: 1))
        #expect(state.customers.newestFirst(in: .visible(team: nil)).map(\.name) == ["Second", "First, renamed"])
        #expect(state.customers[first.id] == renamed)
        #expect(state.customers[second.id] == second)
        #expect(state.customers.count == 2)
    }

    @Test func `a list holds the customers of its status and team`() throws {
        var state = WorldState.sample(teams: ["A", "B"])
        var expected: [Customer.ListKey: [String]] = [:]
        for number in 0..<40 {
            let team = state.organization.teams[number % 2]
            var customer = state.createCustomer(CustomerDraft(name: "Customer \(number)"), in: team, at: .start)
            customer.status = CustomerStatus.allCases[number % 3 == 0 ? 3 : number % 4]
            state.customers.replace(customer)
            for key in customer.listKeys { expected[key, default: []].insert(customer.id.description, at: 0) }
        }
        let teams: [Identifier<Team>?] = [nil] + state.organization.teams.map(\.id)
        for team in teams {
            let keys = [Customer.ListKey.visible(team: team)] + CustomerStatus.allCases.map { .status($0, team: team) }
            for key in keys {
                let found = state.customers.newestFirst(in: key).map(\.id.description)
                #expect(found == expected[key] ?? [])
                #expect(try ids(state.customers.page(of: key, after: nil, limit: 100)) == found)
            }
        }
        let archived = try #require(expected[.status(.archived, team: nil)])
        let visible = try #require(expected[.visible(team: nil)])
        #expect(archived.count + visible.count == 40)
        #expect(Set(archived).isDisjoint(with: visible))
    }

    @Test func `a customer keeps its place when others are removed`() throws {
        var state = WorldState.sample()
        let customers = try (0..<3).map { number in try state.addCustomer("Client \(number)") }
        state.customers.remove(customers[0])
        let next = try state.addCustomer("Next")
        #expect(state.customers.places == 4)
        #expect((customers + [next]).map { state.customers.place(of: $0.id) } == [nil, 1, 2, 3])
    }

    @Test func `the stored JSON of a customer has the customer's present values`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        var patch = CustomerPatch()
        patch.email = .set("a@acme.io")
        let changed = try state.updateCustomer(customer, with: patch, at: .start)
        var writer = JSONWriter()
        changed.write(to: &writer)
        #expect(state.customers.json(of: customer.id) == writer.bytes)
        #expect(String(json: writer.bytes).contains("\"email\":\"a@acme.io\""))
        #expect(state.customers.json(of: Identifier("cus_unknown")).isEmpty)
    }

    @Test func `the JSON of objects is the same whether it is cached or they are too old for that`() throws {
        var state = WorldState.sample()
        let count = ResourceCollection<Customer>.cachedPositions + 2
        let customers = try (0..<count).map { number in try state.addCustomer("Client \(number)") }
        var patch = CustomerPatch()
        patch.email = .set("a@acme.io")
        let changed = try state.updateCustomer(customers[0], with: patch, at: .start)
        let json = { (customer: Customer) in JSONWriter.bytes { writer in customer.write(to: &writer) } }
        #expect(state.customers.json(of: changed.id) == json(changed))
        for index in [1, 2, count - 1] {
            #expect(state.customers.json(of: customers[index].id) == json(customers[index]))
        }
        let oldest = state.customers.page(of: .visible(team: nil), after: 3, limit: 3)
        #expect(oldest.items == [json(customers[2]), json(customers[1]), json(changed)])
    }

    @Test func `only the newest objects have a cached JSON`() throws {
        var state = WorldState.sample()
        let cached = ResourceCollection<Customer>.cachedPositions
        let customers = try (0..<cached).map { _ in try state.addCustomer() }
        #expect(state.customers.cachedCount == cached)
        _ = try state.addCustomer()
        #expect(state.customers.cachedCount == cached)
        var patch = CustomerPatch()
        patch.email = .set("a@acme.io")
        _ = try state.updateCustomer(customers[0], with: patch, at: .start)
        #expect(state.customers.cachedCount == cached)
        state.customers.skip(cached - 1)
        #expect(state.customers.cachedCount == 1)
    }
}
