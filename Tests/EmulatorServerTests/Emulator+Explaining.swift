import Documents
import EmulatorTesting
import OrderedCollections
import Testing

extension Emulator {
    /// The dry run of a request; without a key, of the only sandbox.
    func explain(
        _ method: String,
        _ path: String,
        _ members: JSONObject = [:],
        key: String? = usualKey
    ) throws -> JSONValue {
        var body: JSONObject = ["method": .string(method), "path": .string(path)]
        body.merge(members) { first, _ in first }
        let answer = try control(key).post("/__admin/explain", .object(body))
        try #require(answer.status == 200, "\(answer.json)")
        return answer.json
    }

    /// Adds a fault rule to the sandbox of the usual key.
    func addFault(_ rule: JSONValue) throws {
        let answer = try control(usualKey).post("/__admin/faults", rule)
        try #require(answer.status == 201, "\(answer.json)")
    }
}
