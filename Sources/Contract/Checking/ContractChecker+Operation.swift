import Documents
import OrderedCollections

extension ContractChecker {
    /// Checks a path item and its operations; `found` is told of each operation at its place.
    mutating func checkPathItem(
        _ item: JSONValue,
        found: (inout ContractChecker, String, JSONObject) -> Void
    ) {
        if checkReference(item, to: .pathItem) {
            guard let (target, location) = resolvedObject(place), target.object != nil else { return }
            return at(location) { $0.checkPathItem(target, found: found) }
        }
        guard let members = item.object else { return report("a path should hold an object") }
        checkParameters(members["parameters"])
        for (method, operation) in members where HTTPMethod.names.contains(method) {
            within(method) { checker in
                guard let operation = operation.object else {
                    return checker.report("an operation should be an object")
                }
                checker.checkOperation(operation, in: members)
                found(&checker, method, operation)
            }
        }
    }

    private mutating func checkOperation(_ operation: JSONObject, in item: JSONObject) {
        checkParameters(operation["parameters"])
        if tokens.first == "paths" { checkCaptures(operation, in: item) }
        if let body = operation["requestBody"] { within("requestBody") { $0.checkRequestBody(body) } }
        if let id = operation["operationId"], id.string == nil {
            within("operationId") { $0.report("`operationId` should be a text") }
        }
        guard let responses = operation["responses"] else {
            return report("the operation has no `responses`", atKey: true)
        }
        within("responses") { checker in
            guard let responses = responses.object else { return checker.report("`responses` should be an object") }
            for (status, response) in responses where !status.hasPrefix("x-") {
                checker.within(status) { checker in
                    checker.checkStatus(status)
                    checker.checkResponse(response)
                }
            }
        }
    }

    private mutating func checkStatus(_ status: String) {
        let bytes = Array(status.utf8)
        let isStatus = bytes.count == 3 && (0x31...0x35).contains(bytes[0])
        let isClass = isStatus && bytes[1...].allSatisfy { $0 | 0x20 == UInt8(ascii: "x") }
        let isNumber = isStatus && bytes[1...].allSatisfy(AddressFormat.isDigit)
        guard !isClass, !isNumber, status != "default" else { return }
        report("`\(status)` is no status", hint: "a number such as 200, a class such as 4XX, or default", atKey: true)
    }

    /// Every capture of the path is declared, and every declared one is in the path.
    private mutating func checkCaptures(_ operation: JSONObject, in item: JSONObject) {
        let path = tokens.count > 1 ? tokens[1] : ""
        let names = PathTemplate(path).names
        var declared: [String: SchemaLocation] = [:]
        for (owner, list) in [(Array(tokens.dropLast()), item["parameters"]), (tokens, operation["parameters"])] {
            for (index, _) in (list?.array ?? []).enumerated() {
                let site = SchemaLocation(
                    document: document,
                    pointer: JSONPointer(owner + ["parameters", String(index)])
                )
                guard let value = resolvedObject(site)?.value, value["in"]?.string == "path",
                    let name = value["name"]?.string
                else { continue }
                declared[name] = site
            }
        }
        for name in names where declared[name] == nil {
            let hint = name.closest(among: declared.keys.sorted()).map { "did you mean `\($0)`?" }
            report("the path parameter `\(name)` is not declared", hint: hint, atKey: true)
        }
        for (name, site) in declared where !names.contains(name) {
            let hint = name.closest(among: names).map { "did you mean `\($0)`?" }
            report("the path `\(path)` has no `{\(name)}`", at: site, hint: hint)
        }
    }

    // MARK: Parts

    private mutating func checkParameters(_ parameters: JSONValue?) {
        guard let parameters else { return }
        within("parameters") { checker in
            guard let list = parameters.array else { return checker.report("`parameters` should be a list") }
            for (index, parameter) in list.enumerated() {
                checker.within(String(index)) { $0.checkParameter(parameter) }
            }
        }
    }

    mutating func checkParameter(_ parameter: JSONValue) {
        guard !checkReference(parameter, to: .parameter) else { return }
        guard let members = parameter.object else { return report("a parameter should be an object") }
        if members["name"]?.string == nil { report("the parameter has no `name`") }
        let kinds = ["query", "path", "header", "cookie"]
        let kind = members["in"]?.string
        if let kind, !kinds.contains(kind) {
            let hint = kind.closest(among: kinds).map { "did you mean `\($0)`?" } ?? kinds.joinedAlternatives
            within("in") { $0.report("`\(kind)` is no place for a parameter", hint: hint) }
        } else if kind == nil {
            report("the parameter does not say where it stands", hint: "in: query")
        }
        if kind == "path", members["required"]?.bool != true {
            report("a path parameter should have `required: true`")
        }
        if members["schema"] == nil, members["content"] == nil { report("the parameter has no `schema`") }
        checkSchemaAndContent(members)
    }

    mutating func checkHeader(_ header: JSONValue) {
        guard !checkReference(header, to: .header) else { return }
        guard let members = header.object else { return report("a header should be an object") }
        checkSchemaAndContent(members)
    }

    mutating func checkRequestBody(_ body: JSONValue) {
        guard !checkReference(body, to: .requestBody) else { return }
        guard let members = body.object else { return report("`requestBody` should be an object") }
        if members["content"] == nil { report("the request body has no `content`", atKey: true) }
        checkSchemaAndContent(members)
    }

    mutating func checkResponse(_ response: JSONValue) {
        guard !checkReference(response, to: .response) else { return }
        guard let members = response.object else { return report("a response should be an object") }
        if let headers = members["headers"]?.object {
            within("headers") { checker in
                for (name, header) in headers { checker.within(name) { $0.checkHeader(header) } }
            }
        }
        checkSchemaAndContent(members)
    }

    private mutating func checkSchemaAndContent(_ members: JSONObject) {
        if let schema = members["schema"] { within("schema") { $0.checkSchema(schema) } }
        checkExampleReferences(members)
        guard let content = members["content"] else { return }
        within("content") { checker in
            guard let content = content.object else { return checker.report("`content` should be an object") }
            for (mediaType, entry) in content {
                checker.within(mediaType) { checker in
                    guard let entry = entry.object else { return checker.report("a media type should hold an object") }
                    if let schema = entry["schema"] { checker.within("schema") { $0.checkSchema(schema) } }
                    checker.checkExampleReferences(entry)
                }
            }
        }
    }

    private mutating func checkExampleReferences(_ members: JSONObject) {
        guard let examples = members["examples"]?.object else { return }
        within("examples") { checker in
            for (name, example) in examples { checker.within(name) { _ = $0.checkReference(example, to: .other) } }
        }
    }
}
