import Contract
import Documents
import EmulatorTesting
import OrderedCollections
import Testing

/// The marks `x-mock-ignored` in openapi.yaml are on what no code reads.
///
/// The names of fields are looked up as string literals in the files that read the requests of an operation. A name may
/// stand for another field there, so these tests find forgotten marks, but not every wrong one.
@Suite struct IgnoredFieldTests {
    /// Fields that are kept and given back as they are, so that no code names what is in them.
    private static let keptWhole: Set = ["metadata", "components"]

    /// A field of a request body, or a query parameter.
    private struct Field {
        /// The place in the body, or the name of a parameter after a question mark.
        let place: String
        let name: String
        let isMarked: Bool
        /// Whether a request without the field, or with any other value, is refused.
        let isFixed: Bool
    }

    @Test func `every optional field of a request is read or marked as ignored`() throws {
        for (operation, fields) in Self.fields(of: try Self.document()) {
            let code = try Self.readers(of: operation)
            for field in fields where !field.isMarked && !field.isFixed {
                #expect(code.contains("\"\(field.name)\""), "no code reads \(operation) \(field.place)")
            }
        }
    }

    @Test func `no code reads a field that is marked as ignored`() throws {
        var marked: Set<String> = []
        for (operation, fields) in Self.fields(of: try Self.document()) {
            let code = try Self.readers(of: operation)
            // A name that the operation also has elsewhere, such as `body`, is read there.
            let others = Set(fields.filter { !$0.isMarked }.map(\.name))
            for field in fields where field.isMarked {
                marked.insert(field.name)
                guard !others.contains(field.name) else { continue }
                #expect(!code.contains("[\"\(field.name)\"]"), "code reads \(operation) \(field.place)")
            }
        }
        #expect(
            marked.sorted() == [
                "body", "description", "footer", "header", "messageSendTtlSeconds", "policy", "preview_url",
            ]
        )
    }

    // MARK: The contract

    private static func document() throws -> JSONValue {
        try ContractLoader.load(file: SourceTree.path("openapi.yaml")).document
    }

    /// The query parameters and the fields of the body of each operation.
    private static func fields(of document: JSONValue) -> [(String, [Field])] {
        let items = (document["paths"]?.object ?? [:]).values
        return items.flatMap { item in
            (item.object ?? [:]).values.compactMap { operation in
                guard let id = operation["operationId"]?.string else { return nil }
                var fields: [Field] = []
                for parameter in (item["parameters"]?.array ?? []) + (operation["parameters"]?.array ?? []) {
                    let parameter = target(of: parameter, document)
                    guard parameter["in"] == "query", let name = parameter["name"]?.string else { continue }
                    let isMarked = parameter["x-mock-ignored"] != nil
                    fields.append(Field(place: "?" + name, name: name, isMarked: isMarked, isFixed: false))
                }
                let body = target(of: operation["requestBody"] ?? .null, document)
                if let schema = body["content"]?["application/json"]?["schema"] {
                    collect(schema, in: document, at: "", into: &fields)
                }
                return (id, fields)
            }
        }
    }

    /// Adds the properties of a schema, and those inside them unless they are marked or kept whole.
    private static func collect(
        _ schema: JSONValue,
        in document: JSONValue,
        at place: String,
        into fields: inout [Field]
    ) {
        let schema = target(of: schema, document)
        let required = schema["required"]?.array ?? []
        for (name, property) in schema["properties"]?.object ?? [:] {
            let isMarked = property["x-mock-ignored"] != nil
            let place = "\(place)/\(name)"
            let isFixed = required.contains(.string(name)) || hasOneValue(target(of: property, document))
            fields.append(Field(place: place, name: name, isMarked: isMarked, isFixed: isFixed))
            guard !isMarked, !keptWhole.contains(name) else { continue }
            collect(property, in: document, at: place, into: &fields)
        }
        for keyword in ["allOf", "anyOf", "oneOf"] {
            for branch in schema[keyword]?.array ?? [] {
                collect(branch, in: document, at: place, into: &fields)
            }
        }
        if let items = schema["items"] {
            collect(items, in: document, at: place + "/0", into: &fields)
        }
    }

    /// The object that a reference leads to, or the object itself.
    private static func target(of value: JSONValue, _ document: JSONValue) -> JSONValue {
        guard let reference = value["$ref"]?.string, let pointer = JSONPointer(parsing: String(reference.dropFirst())),
            let found = document[pointer]
        else { return value }
        return target(of: found, document)
    }

    /// Whether a schema allows at most one value besides null.
    private static func hasOneValue(_ schema: JSONValue) -> Bool {
        if schema["const"] != nil || schema["type"] == "null" { return true }
        return schema["enum"]?.array.map { $0.count { !$0.isNull } <= 1 } ?? false
    }

    // MARK: The code

    /// The code that reads the requests of an operation: what all operations share, and the folder of its handler.
    private static func readers(of operation: String) throws -> String {
        let files = try SourceFile.all.get()
        let operations = files.filter { $0.path.hasPrefix("EmulatorServer/Operations/") }
        let handler = try #require(operations.first { $0.code.contains("\"\(operation)\":") }, "\(operation)")
        let folders = ["EmulatorServer/Operations", folder(of: handler)]
        var readers = operations.filter { folders.contains(folder(of: $0)) }
        if handler.path.hasSuffix("/MessageOperations.swift") {
            // Messages keep the free JSON of Meta, which the domain reads.
            let paths = ["MessageDraft", "TemplateUse"].map { "Domain/Messages/\($0).swift" }
            readers += files.filter { paths.contains($0.path) }
        }
        return readers.map(\.code).joined(separator: "\n")
    }

    private static func folder(of file: SourceFile) -> String {
        file.path.split(separator: "/").dropLast().joined(separator: "/")
    }
}
