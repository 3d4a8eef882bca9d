import Documents
import EmulatorTesting
import NIOHTTP1
import Testing

extension Emulator {
    /// The coverage of the sandbox of a key, or of all if nil, as JSON.
    func coverage(_ query: String = "", key: String? = usualKey) throws -> JSONValue {
        let answer = try control(key).get("/__admin/coverage" + query)
        try #require(answer.status == 200)
        #expect(answer.headers["Content-Type"] == ["application/json"])
        return answer.json
    }

    /// The hints of the gaps of one kind, by name.
    func gaps(_ kind: String, key: String? = nil) throws -> [String: String] {
        let rows = try #require(try coverage("?gaps=true", key: key)["gaps"]?.array)
        return rows.filter { $0["kind"] == .string(kind) }.reduce(into: [:]) { gaps, row in
            gaps[row["name"]?.string ?? ""] = row["hint"]?.string
        }
    }

    /// The coverage of all sandboxes in another form, as text.
    func coverageText(_ format: String) throws -> String {
        let answer = try control().get("/__admin/coverage?format=\(format)")
        try #require(answer.status == 200)
        return String(decoding: answer.bytes, as: UTF8.self)
    }
}

extension JSONValue {
    /// How many parts of a kind are covered, by the totals of a coverage.
    func seen(_ kind: String) -> Int? { self["totals"]?[kind]?["seen"]?.integer }

    /// How many parts of a kind there are, by the totals of a coverage.
    func all(_ kind: String) -> Int? { self["totals"]?[kind]?["of"]?.integer }
}
