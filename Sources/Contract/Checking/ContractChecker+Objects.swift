import Documents
import OrderedCollections

extension ContractChecker {
    /// Checks the object at the current place and everything below it.
    mutating func check(_ value: JSONValue, as kind: ObjectKind) {
        if kind == .schema { return checkSchema(value) }
        if kind.canBeReference, checkReference(value, to: kind) { return }
        guard let members = value.object else { return reportShape("an object", of: kind) }
        switch kind {
        case .responses: checkResponses(members)
        case .callback:
            checkNamed(members, as: .pathItem)
            if checksEverything { checkExpressions(of: members) }
        case .securityRequirement: checkSecurityRequirement(members)
        case .errorCatalogEntry: checkCatalogEntry(members)
        case .document, .info, .contact, .license, .server, .serverVariable, .components, .pathItem, .operation,
            .externalDocumentation, .parameter, .requestBody, .mediaType, .encoding, .response, .example, .link,
            .header, .tag, .tool, .securityScheme, .flows, .flow, .schema, .discriminator, .xml:
            checkFields(members, of: kind)
        }
    }

    private mutating func checkFields(_ members: JSONObject, of kind: ObjectKind) {
        guard let fields = ObjectFields.table[kind] else { return }
        for (name, member) in members {
            tokens.append(name)
            if let shape = fields.shapes[name] {
                check(member, shape)
            } else if checksEverything, !name.hasPrefix("x-") {
                reportUnknown(name, in: kind, fields)
            }
            tokens.removeLast()
        }
        if kind == .pathItem { _ = checkReference(.object(members), to: .pathItem) }
        if kind == .operation { checkOperation(members) }
        if kind == .parameter { checkParameter(members) }
        guard checksEverything else { return }
        for name in fields.required where members[name] == nil {
            reportBreach("the \(kind.rawValue) has no `\(name)`", hint: kind.example(of: name), atKey: true)
        }
        checkRules(members, of: kind)
    }

    private mutating func reportUnknown(_ name: String, in kind: ObjectKind, _ fields: ObjectFields) {
        let meant = name.closest(among: fields.shapes.keys.sorted()).map { "did you mean `\($0)`?" }
        let hint = kind.remark(on: name) ?? meant ?? "the names of extensions begin with `x-`"
        reportBreach("the \(kind.rawValue) has no field `\(name)`", hint: hint, atKey: true)
    }

    // MARK: Fields

    private mutating func check(_ value: JSONValue, _ shape: FieldShape) {
        switch shape {
        case .object(let kind):
            if checksEverything || kind.isServed { check(value, as: kind) }
        case .list(let kind):
            guard checksEverything || kind.isServed else { return }
            guard let list = value.array else { return reportShape("a list", of: kind) }
            for (position, element) in list.enumerated() { within(String(position)) { $0.check(element, as: kind) } }
        case .map(let kind):
            guard checksEverything || kind.isServed else { return }
            guard let members = value.object else { return reportShape("an object", of: kind, isMap: true) }
            checkNamed(members, as: kind)
        case .any: return
        case .string, .uri, .absoluteURI, .email, .flag, .strings, .namedStrings, .namedValues:
            if checksEverything, !shape.accepts(value) { reportScalar(value, shape) }
        }
    }

    /// Checks the members of a map, whose names the author of the contract chooses.
    private mutating func checkNamed(_ members: JSONObject, as kind: ObjectKind) {
        for (name, member) in members {
            if kind == .pathItem, name.hasPrefix("x-") { continue }
            tokens.append(name)
            if kind == .mediaType, checksEverything { checkMediaTypeName(name) }
            check(member, as: kind)
            tokens.removeLast()
        }
    }

    private mutating func reportScalar(_ value: JSONValue, _ shape: FieldShape) {
        let name = tokens.last ?? ""
        var hint: String?
        if case .string = shape {
            switch value {
            case .integer, .bool: hint = "put it in quotes: \(name): \"\(value.text)\""
            // The spelling of the number is lost: `1.0` and `1.10` are the numbers 1 and 1.1.
            case .number: hint = "put it in quotes"
            case .null, .string, .array, .object: hint = nil
            }
        }
        reportBreach("`\(name)` must be \(shape.phrase ?? "different")", hint: hint)
    }

    /// Reports a value that is not a list or an object; a wrong example does not affect operations.
    private mutating func reportShape(_ phrase: String, of kind: ObjectKind, isMap: Bool = false) {
        let isEntry = phrase == "an object" && !isMap && tokens.last.flatMap { Int($0) } != nil && kind.standsInList
        let name = isEntry ? "the entry" : tokens.last.map { "`\($0)`" } ?? "the document"
        let content = phrase == "an object" && !isMap ? "(\(kind.rawValue))" : "of \(kind.rawValue)s"
        let message = "\(name) must be \(phrase) \(content)"
        if kind.isServed, kind != .example { report(message) } else { reportBreach(message) }
    }

    // MARK: Responses

    private mutating func checkResponses(_ members: JSONObject) {
        for (status, response) in members where !status.hasPrefix("x-") {
            within(status) { checker in
                checker.checkStatus(status)
                checker.check(response, as: .response)
            }
        }
        if members.keys.allSatisfy({ $0.hasPrefix("x-") }) {
            reportBreach("the Responses Object has no response", hint: "describe one, or leave `responses` out")
        }
    }

    private mutating func checkStatus(_ status: String) {
        let hint = "a number such as 200, a class such as 4XX, or default"
        let bytes = Array(status.utf8)
        let isStatus = bytes.count == 3 && (0x31...0x35).contains(bytes[0])
        let isNumber = isStatus && bytes[1...].allSatisfy(\.isDigit)
        let isClass = isStatus && bytes[1...].allSatisfy { $0 | 0x20 == UInt8(ascii: "x") }
        guard isClass || isNumber || status == "default" else {
            return report("`\(status)` is not a status", hint: hint, atKey: true)
        }
        if isClass, status != status.uppercased() {
            reportBreach("`\(status)` is not a status", hint: "did you mean `\(status.uppercased())`?", atKey: true)
        }
    }
}

extension FieldShape {
    /// Whether a scalar or list of strings has the shape; true for objects, whose members are checked one by one.
    fileprivate func accepts(_ value: JSONValue) -> Bool {
        switch self {
        case .string: value.string != nil
        case .uri: value.string.map(StringFormat.uriReference.matches) ?? false
        case .absoluteURI: value.string.map(StringFormat.uri.matches) ?? false
        case .email: value.string.map(StringFormat.email.matches) ?? false
        case .flag: value.bool != nil
        case .strings: value.array?.allSatisfy { $0.string != nil } ?? false
        case .namedStrings: value.object?.values.allSatisfy { $0.string != nil } ?? false
        case .namedValues: value.object != nil
        case .any, .object, .list, .map: true
        }
    }
}
