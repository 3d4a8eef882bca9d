import Documents
import EmulatorTesting
import HTTPServing
import OrderedCollections
import Testing

extension Emulator {
    /// Creates a hold and returns its id.
    @discardableResult
    func createHold(_ body: JSONValue, key: String? = usualKey) throws -> String {
        let answer = try control(key).post("/__admin/holds", body)
        try #require(answer.status == 201, "\(answer.json)")
        return try #require(answer.json["id"]?.string)
    }

    /// The rows of all holds.
    func holds(key: String? = usualKey) throws -> [JSONValue] {
        let answer = try control(key).get("/__admin/holds")
        try #require(answer.status == 200)
        return try #require(answer.data.array)
    }

    /// The references of everything that the holds hold, in the order of the list.
    func heldReferences(key: String? = usualKey) throws -> [JSONValue] {
        try holds(key: key).flatMap { $0["held"]?.array ?? [] }.column("ref")
    }

    /// Releases what a hold holds; returns the references.
    @discardableResult
    func release(_ hold: String, _ body: JSONValue? = nil, key: String? = usualKey) throws -> [JSONValue] {
        let answer = try control(key).post("/__admin/holds/\(hold)/release", body)
        try #require(answer.status == 200, "\(answer.json)")
        return try #require(answer.json["released"]?.array)
    }

    /// Sends a createCustomer and returns its reply without waiting for the response.
    func beginCreating(_ name: String, key: String = usualKey) -> Reply {
        client(key).hold("/customers", ["name": .string(name)])
    }

    /// The response to a createCustomer.
    func created(_ reply: Reply, key: String = usualKey) async throws -> TestResponse {
        try await client(key).answer(to: reply, of: "/customers")
    }
}
