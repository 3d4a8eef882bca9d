import Contract
import Documents
import OrderedCollections
import Testing

/// The shape that client generators and fuzzers need in the contract of this project.
struct OwnContractShapeTests {
    private typealias Place = (path: [String], members: JSONObject)

    /// All objects at and below a place of the contract.
    private func objects(below path: [String]) throws -> [Place] {
        var root: JSONValue? = try OwnContractTests.contract().document
        for token in path { root = root?[token] }
        func walk(_ value: JSONValue, _ path: [String]) -> [Place] {
            switch value {
            case .object(let members):
                [(path, members)] + members.flatMap { walk($0.value, path + [$0.key]) }
            case .array(let elements):
                elements.enumerated().flatMap { walk($0.element, path + [String($0.offset)]) }
            case .null, .bool, .integer, .number, .string: []
            }
        }
        return walk(try #require(root), path)
    }

    private func schemas() throws -> [Place] {
        try objects(below: ["components", "schemas"]).filter { !$0.path.contains("examples") }
    }

    private func schema(_ name: String) throws -> JSONValue {
        try #require(try OwnContractTests.contract().document["components"]?["schemas"]?[name])
    }

    /// The schema that a branch refers to.
    private func target(of branch: JSONValue) throws -> JSONValue {
        let reference = try #require(branch["$ref"]?.string)
        return try schema(try #require(reference.split(separator: "/").last.map(String.init)))
    }

    @Test func `no schema has conditions, tuples or exclusions`() throws {
        for place in try schemas() where place.path.last != "properties" {
            for keyword in ["if", "then", "else", "not", "prefixItems", "dependentSchemas", "patternProperties"] {
                #expect(place.members[keyword] == nil, "\(place.path)")
            }
        }
    }

    @Test func `no schema is true or false except additionalProperties`() throws {
        for place in try schemas() {
            for (name, value) in place.members where value.bool != nil && place.path.last == "properties" {
                Issue.record("\(place.path) \(name)")
            }
            #expect(place.members["items"]?.bool == nil, "\(place.path)")
            for keyword in ["oneOf", "anyOf", "allOf"] {
                #expect(place.members[keyword]?.array?.contains { $0.bool != nil } != true, "\(place.path)")
            }
        }
    }

    @Test func `every array schema has items`() throws {
        for place in try schemas() where place.path.last != "properties" {
            let types = place.members["type"].map { $0.array ?? [$0] } ?? []
            if types.contains("array") { #expect(place.members["items"] != nil, "\(place.path)") }
        }
    }

    @Test func `each value of a discriminator is allowed by exactly one branch of the union`() throws {
        let unions = try schemas().filter { $0.members["discriminator"] != nil }
        #expect(unions.count >= 5)
        for union in unions {
            let property = try #require(union.members["discriminator"]?["propertyName"]?.string)
            let mapping = try #require(union.members["discriminator"]?["mapping"]?.object)
            let branches = try #require(union.members["oneOf"]?.array)
            var values: [String] = []
            for branch in branches {
                let target = try target(of: branch)
                let tag = try #require(target["properties"]?[property])
                let own = (tag["enum"]?.array ?? tag["const"].map { [$0] } ?? []).compactMap(\.string)
                #expect(!own.isEmpty)
                #expect(target["required"]?.array?.contains(.string(property)) == true)
                for value in own { #expect(mapping[value] == branch["$ref"], "\(union.path) \(value)") }
                values += own
            }
            #expect(Set(values).count == values.count)
            #expect(Set(values) == Set(mapping.keys))
        }
    }

    @Test func `links name existing operations and parameters and reach every operation with an id`() throws {
        let contract = try OwnContractTests.contract()
        let links = try objects(below: ["paths"]).filter { $0.path.dropLast().last == "links" }
        #expect(links.count > 60)
        for link in links {
            let id = try #require(link.members["operationId"]?.string)
            let operation = try #require(contract.operation(id), "\(id)")
            let known = Set(operation.parameters.map(\.name))
            for name in (link.members["parameters"]?.object ?? [:]).keys {
                #expect(known.contains(name), "\(id) \(name)")
            }
        }
        let reached = Set(links.compactMap { $0.members["operationId"]?.string })
        let left = contract.operations.filter { $0.pathTemplate.contains("id}") && !reached.contains($0.id) }.map(\.id)
        #expect(left == [])
    }
}
