import Contract
import Documents
import EmulatorServer
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

/// Our own operations under a contract that hardly restricts their values: handlers refuse what they cannot use.
@Suite struct LooseContractTests {
    /// The keywords that restrict values, without those that distinguish the kinds of bodies.
    private static let restrictions: Set<String> = [
        "type", "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "minLength", "maxLength", "minItems",
        "maxItems",
        "uniqueItems", "additionalProperties", "minProperties", "maxProperties", "x-max-bytes", "x-normalize",
        "propertyNames",
    ]
    private static let strange: [JSONValue] = [
        nil, true, -1, 0, .integer(.max), .integer(.min), 1e308, -0.5, "", "\u{0}",
        .string(String(repeating: "x", count: 5_000)),
        "2026-99-99", [], [nil], [[:]], [:], ["a": [:]],
    ]
    private static let texts = [
        "", "0", "-1", "9223372036854775807", "99999999999999999999", "1e9", "abc", "%00", "true",
    ]

    /// openapi.yaml without its restrictions.
    static let contract = Result<LoadedContract, any Error> {
        let document = try ContractLibrary.loaded.get().contract.document
        return try ForeignContract.load(loosened(document, inSchema: false).text)
    }

    /// `inSchema` is whether the value is a schema; names of properties are no keywords.
    private static func loosened(_ value: JSONValue, inSchema: Bool) -> JSONValue {
        switch value {
        case .array(let items): return .array(items.map { loosened($0, inSchema: inSchema) })
        case .object(let members):
            var result = JSONObject()
            for (name, member) in members where !(inSchema && restrictions.contains(name)) {
                switch name {
                case "schema", "items", "if", "then", "else", "not", "oneOf", "anyOf", "allOf":
                    result[name] = loosened(member, inSchema: true)
                case "schemas", "properties":
                    result[name] = .object((member.object ?? [:]).mapValues { loosened($0, inSchema: true) })
                case "example", "examples", "default", "const", "enum": result[name] = member
                default: result[name] = loosened(member, inSchema: false)
                }
            }
            return .object(result)
        case .null, .bool, .integer, .number, .string: return value
        }
    }

    /// Copies of the body, in each of which one value is replaced.
    private static func changed(_ body: JSONValue, to value: JSONValue) -> [JSONValue] {
        switch body {
        case .object(let members):
            return [value]
                + members.keys.flatMap { key in
                    changed(members[key] ?? .null, to: value).map { changed in
                        var copy = members
                        copy[key] = changed
                        return .object(copy)
                    }
                }
        case .array(let items):
            return [value]
                + items.indices.flatMap { index in
                    changed(items[index], to: value).map { changed in
                        var copy = items
                        copy[index] = changed
                        return .array(copy)
                    }
                }
        case .null, .bool, .integer, .number, .string: return [value]
        }
    }

    private static func bodies(of operation: Operation, in document: JSONValue) -> [JSONValue] {
        let item = document["paths"]?[operation.pathTemplate]?[operation.method.lowercased()]
        let content = item?["requestBody"]?["content"]?["application/json"]
        let examples = (content?["examples"]?.object ?? [:]).values.compactMap { $0["value"] }
        return (content?["example"].map { [$0] } ?? []) + examples
    }

    @Test func `a value that no schema restricts never crashes the program`() async throws {
        let loaded = try Self.contract.get()
        try await withEmulator(contract: loaded, scenario: "connected") { emulator in
            #expect(emulator.application.facts.handledCount > 30)
            var sent = 0
            for operation in loaded.contract.operations {
                let target = operation.fullPath.replacing("{phone_number_id}", with: "1111475158712095")
                    .replacing("{", with: "").replacing("}", with: "")
                for query in operation.queryOrder {
                    for text in Self.texts {
                        sent += try send(operation.method, "\(target)?\(query)=\(text)", nil, emulator)
                    }
                }
                for body in Self.bodies(of: operation, in: loaded.contract.document) {
                    for value in Self.strange {
                        for changed in Self.changed(body, to: value) {
                            sent += try send(operation.method, target, changed, emulator)
                        }
                    }
                }
            }
            #expect(sent > 1_000)
        }
    }

    /// Sends a request without the client's check of the response, which need not fit the contract with loose values.
    private func send(_ method: String, _ target: String, _ body: JSONValue?, _ emulator: Emulator) throws -> Int {
        var head = HTTPRequestHead(version: .http1_1, method: HTTPMethod(rawValue: method), uri: target)
        head.headers = [
            "Host": "localhost", "Authorization": "Bearer kdv_test_a", "Content-Type": "application/json",
        ]
        let request = Request(head: head, body: .complete(body?.serialized ?? []))
        _ = emulator.application.responder.respond(to: request)
        return 1
    }
}
