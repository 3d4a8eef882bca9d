import Documents
import EmulatorCore
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@testable import Domain

/// The API key that the tests send by default.
let usualKey = "kdv_test_a"

/// Another key, and so another organization.
let otherKey = "kdv_test_b"

extension Emulator {
    /// Creates a customer through the API and returns its id.
    func createCustomer(_ body: JSONValue = ["name": "Acme Logistics"], key: String = usualKey) throws -> String {
        let answer = try client(key).post("/customers", body)
        try #require(answer.status == 201)
        return try #require(answer.data["id"]?.string)
    }

    /// Creates customers with these names, one after another, and returns their ids.
    func createCustomers(_ names: [String], key: String = usualKey) throws -> [String] {
        try names.map { try createCustomer(["name": .string($0)], key: key) }
    }

    /// Creates a customer and sets its status directly in the world.
    func createCustomer(in status: CustomerStatus, key: String = usualKey) throws -> String {
        let id = try createCustomer(key: key)
        let now = clock.now
        try world(of: key).transaction { state in
            guard var customer = state.customers[Identifier(id)] else { return }
            customer.status = status
            customer.archivedAt = status == .archived ? now : nil
            state.customers.replace(customer)
        }
        return id
    }

    /// Creates a setup link through the API and returns it as the response shows it.
    func createLink(of customer: String, _ body: JSONValue? = nil, key: String = usualKey) throws -> JSONValue {
        let answer = try client(key).post("/customers/\(customer)/setup_links", body)
        try #require(answer.status == 201)
        return answer.data
    }

    /// Marks a setup link as used.
    func consumeLink(_ id: String, key: String = usualKey) throws {
        let now = clock.now
        try world(of: key).transaction { state in
            guard var link = state.setupLinks[Identifier(id)] else { return }
            link.consumedAt = now
            state.setupLinks.replace(link)
        }
    }

    /// Adds an account to a world.
    func seed(_ account: WhatsAppAccount, key: String = usualKey) throws {
        try world(of: key).transaction { state in state.seed(account) }
    }

    /// Changes the settings of an organization.
    @discardableResult
    func configure(_ patch: JSONValue, key: String? = usualKey) throws -> JSONValue {
        let answer = try control(key).patch("/__admin/organization", patch)
        try #require(answer.status == 200)
        return answer.json
    }

    /// The events of a world, oldest first.
    func events(of key: String = usualKey) throws -> [DomainEvent] {
        try world(of: key).transaction { state in Array(state.outbox.events) }
    }
}

extension TestResponse {
    /// The values of one member of the rows of a list, in their order.
    func column(_ name: String) -> [JSONValue] {
        (data.array ?? []).map { $0[name] ?? .null }
    }
}

extension DomainEvent {
    /// The body that is sent to subscribers.
    var json: JSONValue {
        var writer = JSONWriter()
        write(to: &writer)
        return (try? JSONValue(parsing: writer.bytes)) ?? .null
    }
}
