import Documents
import OrderedCollections

extension ContractChecker {
    /// Checks the whole contract, and every document that it refers to.
    mutating func checkDocument() {
        guard case .object(let members) = root else {
            return report("this is no OpenAPI document: it should be an object")
        }
        guard checkVersion(members) else { return }
        checkComponents(members["components"])
        checkPaths(members["paths"])
        if let webhooks = members["webhooks"]?.object {
            within("webhooks") { checker in
                for (name, item) in webhooks { checker.within(name) { $0.checkPathItem(item) { _, _, _ in } } }
            }
        }
        if members["paths"] == nil, members["webhooks"] == nil, members["components"] == nil {
            report("one of `paths`, `webhooks` and `components` should be there")
        }
        resolveReferences()
        checkEndlessReferences()
        checkErrorCodes()
    }

    private mutating func checkVersion(_ members: JSONObject) -> Bool {
        guard let version = members["openapi"] else {
            let hint = members["swagger"] == nil ? "openapi: 3.1.0" : "this is Swagger 2.0; convert it to OpenAPI 3.1"
            report("the key `openapi` is missing", hint: hint)
            return false
        }
        guard let text = version.string, text.hasPrefix("3.1.") || text == "3.1" else {
            let found = version.string ?? version.text
            within("openapi") {
                $0.report(
                    "OpenAPI \(found) is not supported",
                    hint: "only 3.1 is, whose schemas are JSON Schema 2020-12"
                )
            }
            return false
        }
        return true
    }

    private mutating func checkComponents(_ components: JSONValue?) {
        guard let components = components?.object else { return }
        within("components") { checker in
            for (kind, entries) in components {
                guard let entries = entries.object else {
                    if !kind.hasPrefix("x-") { checker.within(kind) { $0.report("`\(kind)` should be an object") } }
                    continue
                }
                checker.within(kind) { checker in
                    for (name, entry) in entries { checker.within(name) { $0.checkComponent(kind, entry) } }
                }
            }
        }
    }

    private mutating func checkComponent(_ kind: String, _ entry: JSONValue) {
        switch kind {
        case "schemas": checkSchema(entry)
        case "responses": checkResponse(entry)
        case "parameters": checkParameter(entry)
        case "requestBodies": checkRequestBody(entry)
        case "headers": checkHeader(entry)
        case "pathItems": checkPathItem(entry) { _, _, _ in }
        case "x-error-catalog": checkCatalogEntry(entry)
        case "examples", "securitySchemes", "links", "callbacks": _ = checkReference(entry, to: .other)
        default: break
        }
    }

    private mutating func checkCatalogEntry(_ entry: JSONValue) {
        guard entry.object != nil else { return report("an entry of the error catalogue should be an object") }
        guard entry["status"]?.integer == nil else { return }
        report("the error code has no `status`", hint: "status: 400", atKey: true)
    }

    // MARK: Paths

    private mutating func checkPaths(_ paths: JSONValue?) {
        guard let paths else { return }
        guard let paths = paths.object else { return within("paths") { $0.report("`paths` should be an object") } }
        var templates: [String: String] = [:]
        var ids: [String: SchemaLocation] = [:]
        within("paths") { checker in
            for (path, item) in paths where !path.hasPrefix("x-") {
                checker.within(path) { checker in
                    guard path.hasPrefix("/") else {
                        return checker.report("a path should begin with `/`", hint: "/\(path)", atKey: true)
                    }
                    checker.checkTemplate(path, item, &templates)
                    let pathItem = checker.resolvedObject(checker.place)?.location ?? checker.place
                    checker.checkPathItem(item) { checker, method, operation in
                        checker.addSite(path: path, item: pathItem, method: method, operation, &ids)
                    }
                }
            }
        }
    }

    /// Two templates that match the same paths would shadow one another.
    private mutating func checkTemplate(_ path: String, _ item: JSONValue, _ templates: inout [String: String]) {
        let opened = path.count { $0 == "{" }
        let names = PathTemplate(path).names
        if opened != names.count || opened != path.count(where: { $0 == "}" }) {
            report("a brace in the path has no partner", atKey: true)
        }
        for name in names where names.count(where: { $0 == name }) > 1 {
            report("the path has two captures named `\(name)`", atKey: true)
        }
        let server = ServerURL.path(of: item["servers"]) ?? ""
        var shape = server + path
        for name in names { shape = shape.replacing("{\(name)}", with: "{}") }
        if let other = templates[shape] {
            report("this path matches the same as `\(other)`", hint: "put their methods under one path", atKey: true)
        } else {
            templates[shape] = path
        }
    }

    private mutating func addSite(
        path: String,
        item: SchemaLocation,
        method: String,
        _ operation: JSONObject,
        _ ids: inout [String: SchemaLocation]
    ) {
        let id = operation["operationId"]?.string ?? "\(method) \(path)"
        let idPlace = operation["operationId"] == nil ? place : place.appending("operationId")
        if ids[id] != nil { report("the operationId `\(id)` is taken already", at: idPlace) }
        ids[id] = idPlace
        let servers = operation["servers"] ?? index.value(at: item)?["servers"] ?? root["servers"]
        sites.append(
            OperationSite(
                id: id,
                method: method.uppercased(),
                path: path,
                fullPath: (ServerURL.path(of: servers) ?? "") + path,
                place: place,
                pathItem: item,
                members: operation
            )
        )
    }
}
