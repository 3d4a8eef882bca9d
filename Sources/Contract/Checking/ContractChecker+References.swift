import Documents
import OrderedCollections

extension ContractChecker {
    /// Records the `$ref` of an OpenAPI object, which is resolved later; returns false if there is none.
    mutating func checkReference(_ value: JSONValue, to target: ObjectKind) -> Bool {
        guard let reference = value["$ref"] else { return false }
        within("$ref") { checker in
            guard let text = reference.string else { return checker.report("`$ref` must be a string") }
            checker.checkReferenceText(text)
            checker.references.append(
                Reference(text: text, place: checker.place, resource: checker.resource, target: target)
            )
        }
        return true
    }

    mutating func checkReferenceText(_ text: String) {
        guard checksEverything, !StringFormat.uriReference.matches(text) else { return }
        reportBreach("`\(text)` is not a URI", hint: "write what a URI cannot have as %XX, a space as %20")
    }

    /// Resolves all references, including those in documents that it reads, and walks targets not walked before.
    mutating func resolveReferences() {
        while resolvedCount < references.count {
            let reference = references[resolvedCount]
            let destination = resolve(reference)
            references[resolvedCount].destination = destination
            resolvedCount += 1
            guard let target = destination, !isWalked(target, reference.target), !isMistaken(reference, target),
                walkedTargets.insert(WalkedTarget(place: target, kind: reference.target)).inserted,
                let value = index.value(at: target)
            else { continue }
            at(target) { $0.check(value, as: reference.target) }
        }
    }

    /// Whether the target is a component of the right kind, which is walked in any case.
    private func isWalked(_ target: SchemaLocation, _ kind: ObjectKind) -> Bool {
        let tokens = target.pointer.tokens
        return target.document == 0 && tokens.count == 3 && tokens[0] == "components" && tokens[1] == kind.componentsKey
    }

    /// Reports a reference to a component of another kind; its target is then not checked as the expected kind.
    private mutating func isMistaken(_ reference: Reference, _ target: SchemaLocation) -> Bool {
        let tokens = target.pointer.tokens
        guard target.document == 0, tokens.count == 3, tokens[0] == "components", !tokens[1].hasPrefix("x-"),
            let key = reference.target.componentsKey
        else { return false }
        let meant = root["components"]?[key]?[tokens[2]].map { _ in "did you mean `#/components/\(key)/\(tokens[2])`?" }
        report(
            "`\(reference.text)` leads to `\(tokens[1])`, not to a \(reference.target.rawValue)",
            at: reference.place,
            hint: meant
        )
        return true
    }

    // MARK: Resolving

    /// Resolves a reference, and reads its document if necessary; reports one that cannot be resolved.
    mutating func resolve(_ reference: Reference) -> SchemaLocation? {
        let key = ReferenceKey(text: reference.text, resource: reference.resource)
        if let known = resolved[key] { return known }
        var resolution = index.resolve(reference.text, from: reference.resource)
        if case .unknownDocument(let uri) = resolution {
            guard let source = documents.read(uri) else {
                if !documents.noteBroken(uri, at: reference.place) { reportUnreadable(uri, reference) }
                return nil
            }
            let document = index.add(source.value, uri: uri)
            if reference.target == .schema { walkWhole(document) }
            resolution = index.resolve(reference.text, from: reference.resource)
        }
        switch resolution {
        case .found(let location):
            resolved[key] = location
            return location
        case .unknownDocument(let uri): reportUnreadable(uri, reference)
        case .nowhere: reportNowhere(reference)
        }
        return nil
    }

    /// Walks a document that is a schema as a whole, so that its `$id` and anchors are known.
    private mutating func walkWhole(_ document: Int) {
        let value = index.documents[document]
        guard value["openapi"] == nil, value["paths"] == nil else { return }
        let location = SchemaLocation(document: document, pointer: JSONPointer())
        guard walkedTargets.insert(WalkedTarget(place: location, kind: .schema)).inserted else { return }
        let known = findings
        at(location) { $0.checkSchema(value) }
        // If the document turns out not to be a schema, only the parts that are referred to must be valid.
        if !isSchema(value) { findings = known }
    }

    private func isSchema(_ value: JSONValue) -> Bool {
        guard let members = value.object else { return value.bool != nil }
        return members.keys.contains { KeywordShape.table[$0] != nil }
    }

    /// Reports a document that cannot be read; one on the network is only a warning, as it is not fetched.
    private mutating func reportUnreadable(_ uri: URIReference, _ reference: Reference) {
        guard uri.scheme == "file" else {
            return note(
                Finding(
                    place: reference.place,
                    atKey: false,
                    message: "`\(reference.text)` is not checked: nothing is fetched from the network",
                    hint: "put the document beside this one and refer to it by its file name",
                    weight: .gap
                )
            )
        }
        report("the document of `\(reference.text)` cannot be read", at: reference.place)
    }

    private mutating func reportNowhere(_ reference: Reference) {
        report("`\(reference.text)` leads nowhere", at: reference.place, hint: suggestion(for: reference))
    }

    /// A hint with the most similar name for the first token of the reference that does not exist.
    private func suggestion(for reference: Reference) -> String? {
        let parts = reference.text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let pointer = String(parts[1]).percentDecoded.flatMap({ JSONPointer(parsing: $0) }),
            case .found(let root) = index.resolve(String(parts[0]) + "#", from: reference.resource)
        else { return nil }
        var tokens: [String] = []
        for token in pointer.tokens {
            guard index.value(at: root.appending(tokens + [token])) == nil else {
                tokens.append(token)
                continue
            }
            guard let siblings = index.value(at: root.appending(tokens))?.object,
                let meant = token.closest(among: siblings.keys)
            else { return nil }
            let fixed = JSONPointer(tokens + [meant] + pointer.tokens.dropFirst(tokens.count + 1))
            return "did you mean `\(parts[0])#\(fixed)`?"
        }
        return nil
    }

    /// The object at a place after following its references; nil if one of them cannot be resolved.
    mutating func resolvedObject(_ site: SchemaLocation) -> (value: JSONValue, location: SchemaLocation)? {
        var location = site
        for _ in 0..<32 {
            guard let value = index.value(at: location) else { return nil }
            guard let text = value["$ref"]?.string else { return (value, location) }
            let reference = Reference(
                text: text,
                place: location.appending("$ref"),
                resource: index.resource(around: location),
                target: .document
            )
            guard let target = resolve(reference) else { return nil }
            location = target
        }
        report("the references go round in a circle", at: site)
        return nil
    }
}
