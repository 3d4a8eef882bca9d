import Documents
import OrderedCollections

extension ContractChecker {
    /// Checks a schema and everything below it, and records its `$id`, anchors and references.
    mutating func checkSchema(_ schema: JSONValue) {
        if checksEverything { schemaPlaces.append(place) }
        guard case .object(let members) = schema else {
            guard schema.bool == nil else { return }
            let hint = tokens.last == "items" && schema.array != nil ? "use `prefixItems` for a list of schemas" : nil
            return report("a schema must be an object, true or false", hint: hint)
        }
        let outerResource = resource
        addNames(members)
        for (keyword, value) in members {
            guard let shape = KeywordShape.table[keyword] else { continue }
            tokens.append(keyword)
            check(value, shape, keyword)
            tokens.removeLast()
        }
        if checksEverything { checkSchemaRules(members) }
        resource = outerResource
    }

    private mutating func addNames(_ members: JSONObject) {
        if let id = members["$id"]?.string {
            let uri = URIReference(id).resolved(against: index.resources[resource].uri)
            if uri.fragment?.isEmpty == false { report("`$id` must have no fragment") }
            resource = index.addResource(uri.withoutFragment, at: place)
        }
        if let name = members["$anchor"]?.string { index.addAnchor(name, at: place, in: resource, isDynamic: false) }
        if let name = members["$dynamicAnchor"]?.string {
            index.addAnchor(name, at: place, in: resource, isDynamic: true)
        }
    }

    private mutating func check(_ value: JSONValue, _ shape: KeywordShape, _ keyword: String) {
        switch shape {
        case .schema: checkSchema(value)
        case .schemas: checkSchemas(value, keyword)
        case .namedSchemas: checkNamedSchemas(value, keyword, namesArePatterns: false)
        case .patternSchemas: checkNamedSchemas(value, keyword, namesArePatterns: true)
        case .reference:
            guard let text = value.string else { return report("`\(keyword)` must be a string") }
            checkReferenceText(text)
            references.append(Reference(text: text, place: place, resource: resource, target: .schema))
        case .types: checkTypes(value)
        default: checkPlain(value, shape, keyword)
        }
    }

    private mutating func checkPlain(_ value: JSONValue, _ shape: KeywordShape, _ keyword: String) {
        switch shape {
        case .text: expect(value.string != nil, keyword, "a string")
        case .pattern:
            expect(value.string != nil, keyword, "a string")
            if let text = value.string { checkPattern(text) }
        case .number: expect(value.double != nil, keyword, "a number")
        case .positiveNumber: expect(value.double.map { $0 > 0 } ?? false, keyword, "a number above 0")
        case .count: expect(value.integer.map { $0 >= 0 } ?? false, keyword, "a whole number of at least 0")
        case .flag: expect(value.bool != nil, keyword, "true or false")
        case .texts: expect(value.array?.allSatisfy { $0.string != nil } ?? false, keyword, "a list of strings")
        case .namedTexts:
            let isRight =
                value.object?.values.allSatisfy { $0.array?.allSatisfy { $0.string != nil } ?? false } ?? false
            expect(isRight, keyword, "an object of lists of strings")
        case .list: expect(value.array != nil, keyword, "a list")
        case .redaction:
            let isRight = value.string.map(Redaction.marks.contains) ?? false
            expect(isRight, keyword, Redaction.marks.joinedAlternatives)
        case .lineMode: expect(value.string == "line", keyword, "`line`")
        case .schema, .schemas, .namedSchemas, .patternSchemas, .reference, .types: break
        }
    }

    private mutating func expect(_ isRight: Bool, _ keyword: String, _ what: String) {
        guard !isRight else { return }
        let value = index.value(at: place)
        let isOldForm = keyword.hasPrefix("exclusiveM") && value?.bool != nil
        let limit = keyword == "exclusiveMinimum" ? "minimum" : "maximum"
        let hint = "since OpenAPI 3.1 it is the limit itself, in place of `\(limit)`"
        report("`\(keyword)` must be \(what)", hint: isOldForm ? hint : nil)
    }

    private mutating func checkSchemas(_ value: JSONValue, _ keyword: String) {
        guard let list = value.array, !list.isEmpty else { return report("`\(keyword)` must be a list of schemas") }
        for (index, schema) in list.enumerated() {
            tokens.append(String(index))
            checkSchema(schema)
            tokens.removeLast()
        }
    }

    private mutating func checkNamedSchemas(_ value: JSONValue, _ keyword: String, namesArePatterns: Bool) {
        guard let members = value.object else { return report("`\(keyword)` must be an object of schemas") }
        for (name, schema) in members {
            tokens.append(name)
            if namesArePatterns { checkPattern(name) }
            checkSchema(schema)
            tokens.removeLast()
        }
    }

    private mutating func checkPattern(_ text: String) {
        do throws(PatternError) {
            _ = try Pattern(text)
        } catch  where error.isLimit {
            remark("`\(text)` is not checked: \(error.message)")
        } catch {
            report("`\(text)` is not a regular expression: \(error.message)")
        }
    }

    private mutating func checkTypes(_ value: JSONValue) {
        let names = value.string.map { [$0] } ?? value.array?.map(\.plainText)
        guard let names, !names.isEmpty else { return report("`type` must be a type or a list of types") }
        let known = TypeSet.names.map(\.name)
        for (index, name) in names.enumerated() where !known.contains(name) {
            let hint =
                name.closest(among: known).map { "did you mean `\($0)`?" } ?? "one of \(known.joinedAlternatives)"
            let site = value.array == nil ? place : place.appending(String(index))
            report("`\(name)` is not a type", at: site, hint: hint)
        }
    }
}
