import Documents
import OrderedCollections

extension ContractChecker {
    /// Checks what the specification requires of an object in addition to the shapes of its fields.
    mutating func checkRules(_ members: JSONObject, of kind: ObjectKind) {
        switch kind {
        case .document: checkTags(members)
        case .license: checkExclude("identifier", "url", members)
        case .server: checkServer(members)
        case .serverVariable: checkServerVariable(members)
        case .components: checkComponentNames(members)
        case .pathItem: checkRepeatedParameters()
        case .operation:
            checkRepeatedParameters()
            checkEvidence(members)
        case .parameter: checkParameterRules(members)
        case .header: checkHeaderRules(members)
        case .encoding: checkEncodingRules(members)
        case .mediaType: checkMediaType(members)
        case .example: checkExclude("value", "externalValue", members)
        case .link: checkLink(members)
        case .securityScheme: checkSecurityScheme(members)
        case .flow: checkFlow(members)
        case .info, .contact, .externalDocumentation, .requestBody, .responses, .response, .callback, .tag, .tool,
            .securityRequirement, .flows, .schema, .discriminator, .xml, .errorCatalogEntry:
            return
        }
    }

    /// Checks and records the operationId.
    mutating func checkOperation(_ members: JSONObject) {
        guard let id = members["operationId"] else { return }
        guard let text = id.string else {
            return within("operationId") { $0.report("`operationId` must be a string") }
        }
        names.operationIDs[place] = text
    }

    private mutating func checkEvidence(_ members: JSONObject) {
        guard let evidence = members["x-evidence"], Evidence(evidence) == nil else { return }
        within("x-evidence") { $0.reportBreach("`x-evidence` must be \(Evidence.forms)") }
    }

    private mutating func checkExclude(_ first: String, _ second: String, _ members: JSONObject) {
        guard members[first] != nil, members[second] != nil else { return }
        within(second) { checker in
            checker.reportBreach(
                "`\(first)` and `\(second)` cannot be used together",
                hint: "keep one of them",
                atKey: true
            )
        }
    }

    private mutating func checkTags(_ members: JSONObject) {
        var known: Set<String> = []
        for (position, tag) in (members["tags"]?.array ?? []).enumerated() {
            guard let name = tag["name"]?.string, !known.insert(name).inserted else { continue }
            within("tags") { checker in
                checker.within(String(position)) { $0.reportBreach("the tag `\(name)` is declared twice") }
            }
        }
    }

    private mutating func checkComponentNames(_ members: JSONObject) {
        for (kind, entries) in members where !kind.hasPrefix("x-") {
            within(kind) { checker in
                for name in (entries.object ?? [:]).keys where !Self.isComponentName(name) {
                    checker.within(name) { checker in
                        checker.reportBreach(
                            "`\(name)` is not a valid name for a component",
                            hint: "it can have letters A to Z, digits, dots, hyphens and underscores",
                            atKey: true
                        )
                    }
                }
            }
        }
    }

    static func isComponentName(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                byte.isLetterOrDigit || "._-".utf8.contains(byte)
            }
    }

    // MARK: Servers

    private mutating func checkServer(_ members: JSONObject) {
        guard let url = members["url"]?.string else { return }
        let names = PathTemplate.names(in: url)
        let variables = members["variables"]?.object ?? [:]
        within("url") { checker in
            for name in names where variables[name] == nil {
                let hint = name.closest(among: variables.keys).map { "did you mean `\($0)`?" }
                checker.reportBreach("the variable `\(name)` of the URL is not declared in `variables`", hint: hint)
            }
            for name in Set(names).sorted() where names.count(where: { $0 == name }) > 1 {
                checker.reportBreach("the variable `\(name)` occurs twice in the URL")
            }
            if url.contains(where: { "?#".contains($0) }) {
                checker.reportBreach("the URL of a server must not have a query or a fragment")
            }
            let plain = names.reduce(url) { $0.replacing("{\($1)}", with: "1") }
            if !StringFormat.uriReference.matches(plain) { checker.reportBreach("`url` must be a URL") }
        }
    }

    private mutating func checkServerVariable(_ members: JSONObject) {
        guard let values = members["enum"]?.array else { return }
        if values.isEmpty { within("enum") { $0.reportBreach("`enum` must not be empty") } }
        guard !values.isEmpty, let preset = members["default"]?.string, !values.contains(.string(preset)) else {
            return
        }
        let hint = preset.closest(among: values.compactMap(\.string)).map { "did you mean `\($0)`?" }
        within("default") { $0.reportBreach("the default `\(preset)` is not in `enum`", hint: hint) }
    }

    // MARK: Media types

    mutating func checkMediaTypeName(_ name: String) {
        let parts = MediaType.essence(name).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count != 2 || parts.contains(where: { $0.isEmpty || $0.contains(" ") }) else { return }
        reportBreach("`\(name)` is not a media type", hint: "such as application/json or text/*", atKey: true)
    }

    private mutating func checkMediaType(_ members: JSONObject) {
        checkExamplesExclude(members)
        guard let encoding = members["encoding"]?.object, members["schema"] != nil,
            let properties = declaredProperties(of: place.appending("schema"))
        else { return }
        within("encoding") { checker in
            for name in encoding.keys where !properties.contains(name) {
                let hint = name.closest(among: properties).map { "did you mean `\($0)`?" }
                checker.within(name) {
                    $0.reportBreach("the schema has no property `\(name)`", hint: hint, atKey: true)
                }
            }
        }
    }

    /// The properties of a schema, including references and `allOf`; nil if it may have others.
    private mutating func declaredProperties(of site: SchemaLocation, depth: Int = 0) -> OrderedSet<String>? {
        guard depth < 16, let members = index.value(at: site)?.object else { return nil }
        let open = ["anyOf", "oneOf", "if", "patternProperties", "additionalProperties", "$dynamicRef"]
        guard !open.contains(where: { members[$0] != nil && members[$0] != false }) else { return nil }
        var names = OrderedSet(members["properties"]?.object?.keys.elements ?? [])
        var parts = (members["allOf"]?.array ?? []).indices.map { site.appending(["allOf", String($0)]) }
        if let text = members["$ref"]?.string {
            let resource = index.resource(around: site)
            let reference = Reference(
                text: text,
                place: site.appending("$ref"),
                resource: resource,
                target: .schema
            )
            guard let target = resolve(reference) else { return nil }
            parts.append(target)
        }
        for part in parts {
            guard let more = declaredProperties(of: part, depth: depth + 1) else { return nil }
            names.formUnion(more)
        }
        return names
    }
}
