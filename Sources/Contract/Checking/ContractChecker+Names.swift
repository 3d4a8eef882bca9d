import Documents
import OrderedCollections

extension ContractChecker {
    /// Records a link, and checks that it names its operation in one way.
    mutating func checkLink(_ members: JSONObject) {
        names.links.append(place)
        for (name, value) in members["parameters"]?.object ?? [:] {
            guard let text = value.string, text.hasPrefix("$"), !RuntimeExpression.isValid(text) else { continue }
            at(place.appending(["parameters", name])) {
                let message = "`\(text)` is not a runtime expression, and is taken literally"
                $0.remark(message, hint: RuntimeExpression.hint)
            }
        }
        switch (members["operationRef"], members["operationId"]) {
        case (nil, nil): reportBreach("the link has neither `operationId` nor `operationRef`", atKey: true)
        case (.some, .some):
            within("operationRef") {
                $0.reportBreach(
                    "`operationRef` and `operationId` cannot be used together",
                    hint: "keep one of them",
                    atKey: true
                )
            }
        case (nil, .some), (.some, nil): return
        }
    }

    /// Checks the keys of a callback, which are URLs with runtime expressions in braces.
    mutating func checkExpressions(of callback: JSONObject) {
        for key in callback.keys where !key.hasPrefix("x-") {
            let expressions = RuntimeExpression.embedded(in: key) + (key.hasPrefix("$") ? [key] : [])
            for expression in expressions where !RuntimeExpression.isValid(expression) {
                within(key) {
                    $0.reportBreach(
                        "`\(expression)` is not a runtime expression",
                        hint: RuntimeExpression.hint,
                        atKey: true
                    )
                }
            }
        }
    }

    /// Compares the used names with the declared ones, after all documents have been walked.
    mutating func checkDeclaredNames() {
        guard checksEverything else { return }
        checkOperationIDs()
        for link in names.links { checkTarget(of: link) }
        for mapping in names.mappings { checkMapping(mapping) }
        remarkOnNullables()
    }

    /// Checks that each operationId is unique among all operations, including those of webhooks and callbacks.
    private mutating func checkOperationIDs() {
        let served = Set(sites.map(\.place))
        var known = siteIDs
        for (place, id) in names.operationIDs where !served.contains(place) && !known.insert(id).inserted {
            at(place.appending("operationId")) { $0.reportBreach("the operationId `\(id)` is taken already") }
        }
    }

    // MARK: Links

    private mutating func checkTarget(of link: SchemaLocation) {
        guard let members = index.value(at: link)?.object, let target = operation(of: members, at: link),
            let parameters = members["parameters"]?.object
        else { return }
        let declared = declaredParameters(of: target.outer) + declaredParameters(of: target)
        let known = OrderedSet(declared.flatMap { [$0.name, "\($0.location).\($0.name)"] })
        for name in parameters.keys where !known.contains(name) {
            let meant = name.closest(among: known).map { "did you mean `\($0)`?" }
            at(link.appending(["parameters", name])) {
                $0.reportBreach("the operation of the link has no parameter `\(name)`", hint: meant, atKey: true)
            }
        }
    }

    private mutating func operation(of link: JSONObject, at place: SchemaLocation) -> SchemaLocation? {
        if let id = link["operationId"]?.string { return operation(named: id, at: place.appending("operationId")) }
        guard let text = link["operationRef"]?.string else { return nil }
        let uri = URIReference(text)
        // A URL with a scheme or host is not followed, as it leads to another party's document.
        guard uri.scheme == nil, uri.authority == nil, uri.fragment != nil else { return nil }
        let site = place.appending("operationRef")
        let reference = Reference(
            text: text,
            place: site,
            resource: index.resource(around: place),
            target: .operation
        )
        guard let target = resolve(reference) else { return nil }
        guard let method = target.pointer.tokens.last, HTTPMethod.names.contains(method) else {
            at(site) { $0.reportBreach("`\(text)` does not lead to an operation") }
            return nil
        }
        return target
    }

    private mutating func operation(named id: String, at place: SchemaLocation) -> SchemaLocation? {
        if let target = names.operationIDs.first(where: { $0.value == id })?.key { return target }
        let meant = id.closest(among: names.operationIDs.values).map { "did you mean `\($0)`?" }
        at(place) { $0.reportBreach("no operation has the operationId `\(id)`", hint: meant) }
        return nil
    }

    // MARK: Discriminators

    /// Checks a discriminator, and records the targets of its mapping, which may be in documents that are read later.
    mutating func checkDiscriminator(_ value: JSONValue) {
        check(value, as: .discriminator)
        for (name, target) in value["mapping"]?.object ?? [:] {
            guard let text = target.string else { continue }
            let place = place.appending(["mapping", name])
            names.mappings.append(DeclaredNames.Use(name: text, place: place, resource: resource))
        }
    }

    /// Checks that the target of a mapping is the name of a schema in the components, or a reference.
    private mutating func checkMapping(_ mapping: DeclaredNames.Use) {
        let schemas = root["components"]?["schemas"]?.object ?? [:]
        if Self.isComponentName(mapping.name) {
            guard schemas[mapping.name] == nil else { return }
            if case .found = index.resolve(mapping.name, from: mapping.resource) { return }
            let meant = mapping.name.closest(among: schemas.keys).map { "did you mean `\($0)`?" }
            if !mapping.name.contains(".") {
                return at(mapping.place) {
                    $0.reportBreach("components.schemas has no `\(mapping.name)`", hint: meant)
                }
            }
        }
        let reference = Reference(
            text: mapping.name,
            place: mapping.place,
            resource: mapping.resource,
            target: .discriminator
        )
        _ = resolve(reference)
    }
}
