import Documents
import EmulatorTesting
import OrderedCollections

/// A random contract, in which every style, media type, security scheme and kind of schema may occur.
struct GeneratedContract {
    private static let schemas = (0..<6).map { "S\($0)" }
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    mutating func document() -> JSONValue {
        var paths = JSONObject()
        for number in 0..<4 {
            let style = random.pick(["simple", "label", "matrix"])
            let hasCapture = random.chance(60)
            let path = "/p\(number)" + (hasCapture ? "/{key}" : "") + (random.chance(15) ? "/" : "")
            var item = JSONObject()
            for method in ["get", "post", "put"] where item.isEmpty || random.chance(40) {
                item[method] = operation(hasCapture: hasCapture, captureStyle: style, hasBody: method != "get")
            }
            paths[path] = .object(item)
        }
        var components = JSONObject()
        for name in Self.schemas { components[name] = schema(depth: 0) }
        return [
            "openapi": "3.1.0", "info": ["title": "Generated", "version": "1"], "paths": .object(paths),
            "components": ["schemas": .object(components), "securitySchemes": Self.securitySchemes],
        ]
    }

    // MARK: Operations

    private static let securitySchemes: JSONValue = [
        "bearer": ["type": "http", "scheme": "bearer"], "basic": ["type": "http", "scheme": "basic"],
        "header": ["type": "apiKey", "in": "header", "name": "X-Key"],
        "query": ["type": "apiKey", "in": "query", "name": "key"],
        "cookie": ["type": "apiKey", "in": "cookie", "name": "sid"], "mtls": ["type": "mutualTLS"],
        "oauth": ["type": "oauth2", "flows": [:]],
    ]

    private mutating func operation(hasCapture: Bool, captureStyle: String, hasBody: Bool) -> JSONValue {
        var parameters: [JSONValue] = []
        if hasCapture {
            parameters.append([
                "name": "key", "in": "path", "required": true, "style": .string(captureStyle),
                "schema": schema(depth: 2),
            ])
        }
        for number in 0..<random.number(below: 4) { parameters.append(parameter("q\(number)")) }
        var operation: JSONObject = ["parameters": .array(parameters), "security": security()]
        if hasBody, random.chance(80) {
            operation["requestBody"] = ["required": .bool(random.chance(70)), "content": content()]
        }
        if random.chance(90) {
            let status = random.pick(["200", "201", "2XX", "204", "default", "404"])
            var response: JSONObject = ["description": "x"]
            if status != "204" { response["content"] = content() }
            if random.chance(30) { response["headers"] = ["X-Extra": ["schema": schema(depth: 2)]] }
            operation["responses"] = .object([status: .object(response)])
        }
        return .object(operation)
    }

    private mutating func security() -> JSONValue {
        let names = ["bearer", "basic", "header", "query", "cookie", "mtls", "oauth"]
        return .array(
            (0..<random.number(below: 3)).map { _ in
                var alternative: JSONObject = [:]
                for _ in 0..<random.number(below: 3) { alternative[random.pick(names)] = [] }
                return .object(alternative)
            }
        )
    }

    private mutating func parameter(_ name: String) -> JSONValue {
        let location = random.pick(["query", "query", "header", "cookie"])
        let styles = [
            "query": ["form", "spaceDelimited", "pipeDelimited", "deepObject"], "header": ["simple"],
            "cookie": ["form"],
        ]
        var parameter: JSONObject = [
            "name": .string(name), "in": .string(location), "required": .bool(random.chance(30)),
        ]
        if random.chance(10) {
            parameter["content"] = .object([
                random.pick(["application/json", "text/plain", "application/xml"]): ["schema": schema(depth: 1)]
            ])
        } else {
            parameter["schema"] = schema(depth: 1)
            parameter["style"] = .string(random.pick(styles[location] ?? ["form"]))
            parameter["explode"] = .bool(random.chance(50))
        }
        return .object(parameter)
    }

    private mutating func content() -> JSONValue {
        let types = [
            "application/json", "application/vnd.x+json", "application/x-www-form-urlencoded", "multipart/form-data",
            "text/plain",
            "text/csv", "application/xml", "application/octet-stream", "image/png", "text/event-stream", "*/*",
        ]
        var content = JSONObject()
        for _ in 0...random.number(below: 2) { content[random.pick(types)] = ["schema": schema(depth: 0)] }
        return .object(content)
    }

    // MARK: Schemas

    private mutating func schema(depth: Int) -> JSONValue {
        if depth > 3 { return scalar() }
        switch random.number(below: 12) {
        case 0, 1: return ["$ref": .string("#/components/schemas/\(random.pick(Self.schemas))")]
        case 2, 3: return object(depth)
        case 4: return list(depth)
        case 5: return .object([random.pick(["anyOf", "oneOf", "allOf"]): .array(parts(depth))])
        case 6: return .object(["type": .array([.string(random.pick(["object", "string", "integer"])), "null"])])
        case 7: return conditional(depth)
        case 8: return .object(["not": schema(depth: depth + 1)])
        default: return scalar()
        }
    }

    private mutating func parts(_ depth: Int) -> [JSONValue] {
        (0...random.number(below: 3)).map { _ in schema(depth: depth + 1) }
    }

    private mutating func object(_ depth: Int) -> JSONValue {
        var properties = JSONObject()
        for number in 0..<random.number(below: 4) { properties["m\(number)"] = schema(depth: depth + 1) }
        var object: JSONObject = ["type": "object", "properties": .object(properties)]
        object["required"] = .array(properties.keys.filter { _ in random.chance(50) }.map { .string($0) })
        if random.chance(25) { object["additionalProperties"] = random.chance(50) ? false : schema(depth: depth + 1) }
        if random.chance(15) { object["minProperties"] = .integer(random.number(below: 6)) }
        if random.chance(15) { object["patternProperties"] = ["^x": schema(depth: depth + 1)] }
        if random.chance(10) { object["propertyNames"] = ["maxLength": .integer(random.number(below: 5))] }
        if random.chance(10) { object["unevaluatedProperties"] = false }
        return .object(object)
    }

    private mutating func list(_ depth: Int) -> JSONValue {
        var list: JSONObject = ["type": "array", "items": schema(depth: depth + 1)]
        if random.chance(30) { list["minItems"] = .integer(random.pick([1, 3, 50, 100_000])) }
        if random.chance(30) { list["maxItems"] = .integer(random.number(below: 5)) }
        if random.chance(30) { list["uniqueItems"] = true }
        if random.chance(20) { list["contains"] = schema(depth: depth + 1) }
        return .object(list)
    }

    private mutating func conditional(_ depth: Int) -> JSONValue {
        ["if": schema(depth: depth + 1), "then": schema(depth: depth + 1), "else": schema(depth: depth + 1)]
    }

    private mutating func scalar() -> JSONValue {
        switch random.number(below: 6) {
        case 0: return ["type": "boolean"]
        case 1: return .object([random.pick(["enum", "examples"]): [1, "a", nil, 2.5, ["a": 1]]])
        case 2:
            let low = random.pick([-5, 0, 9_007_199_254_740_993])
            return [
                "type": .string(random.pick(["integer", "number"])), "minimum": .integer(low),
                "maximum": .integer(low + 3),
            ]
        case 3: return ["type": "string", "pattern": .string(random.pick(Self.patterns))]
        case 4:
            return ["type": "string", "format": .string(random.pick(["email", "uuid", "date-time", "ipv6", "uri"]))]
        default:
            return [
                "type": "string", "minLength": .integer(random.pick([0, 3, 5_000])),
                "maxLength": .integer(random.pick([2, 9_000])),
            ]
        }
    }

    private static let patterns = [
        "^[a-z]{3,8}$", "^(?=.*[A-Z])(?=.*[0-9]).{8,}$", "^(a+)+$", "(x|xx|xxx)*y", "^(.)\\1\\1$", "^.{1,4096}$",
        "^(?!a)b",
        "((a{1,50}){1,50}){1,50}$", "^\\p{L}+$",
    ]
}
