import Documents

/// The loaded documents with their resources and anchors, which references can lead to.
struct SchemaIndex: Sendable {
    enum Resolution {
        case found(SchemaLocation)
        /// No document with this URI has been loaded.
        case unknownDocument(URIReference)
        /// The document is loaded but has no such place.
        case nowhere
    }

    private(set) var documents: [JSONValue] = []
    private(set) var resources: [SchemaResource] = []
    private var resourcesByURI: [URIReference: Int] = [:]
    private var resourcesByDocument: [[Int]] = []

    /// Adds a document with the URI that its relative references are resolved against.
    mutating func add(_ document: JSONValue, uri: URIReference) -> Int {
        documents.append(document)
        resourcesByDocument.append([])
        _ = addResource(uri.withoutFragment, at: SchemaLocation(document: documents.count - 1, pointer: JSONPointer()))
        return documents.count - 1
    }

    /// Adds a part of a document with its own URI; adding the same part again changes nothing.
    mutating func addResource(_ uri: URIReference, at root: SchemaLocation) -> Int {
        let known = resourcesByDocument[root.document].first { resources[$0].uri == uri && resources[$0].root == root }
        if let known { return known }
        let resource = resources.count
        resources.append(SchemaResource(uri: uri, root: root))
        if resourcesByURI[uri] == nil { resourcesByURI[uri] = resource }
        // A document with an `$id` is found by this URI and by that of its file.
        if root.pointer.tokens.isEmpty, let first = resourcesByDocument[root.document].first {
            resourcesByURI[resources[first].uri] = resource
        }
        resourcesByDocument[root.document].append(resource)
        return resource
    }

    /// Adds an anchor to a resource.
    mutating func addAnchor(_ name: String, at location: SchemaLocation, in resource: Int, isDynamic: Bool) {
        resources[resource].anchors[name] = location
        if isDynamic { resources[resource].dynamicAnchors.insert(name) }
    }

    /// The innermost resource around a place, including a resource that begins there.
    func resource(around location: SchemaLocation) -> Int {
        innermostResource(in: location.document) { location.pointer.tokens.starts(with: $0) }
    }

    /// The innermost resource around a place, except one that begins there; an `$id` there is resolved against it.
    func resource(outside location: SchemaLocation) -> Int {
        let tokens = location.pointer.tokens
        return innermostResource(in: location.document) { $0.count < tokens.count && tokens.starts(with: $0) }
    }

    private func innermostResource(in document: Int, where contains: ([String]) -> Bool) -> Int {
        let candidates = resourcesByDocument[document]
        guard candidates.count > 1 else { return candidates[0] }
        var innermost = candidates[0]
        for candidate in candidates {
            let steps = resources[candidate].root.pointer.tokens
            guard steps.count >= resources[innermost].root.pointer.tokens.count else { continue }
            if contains(steps) { innermost = candidate }
        }
        return innermost
    }

    /// The value at a place; nil if there is none.
    func value(at location: SchemaLocation) -> JSONValue? {
        documents[location.document][location.pointer]
    }

    /// Resolves a reference in a resource.
    func resolve(_ reference: String, from resource: Int) -> Resolution {
        if reference.hasPrefix("#") { return find(String(reference.dropFirst()), in: resource) }
        let uri = URIReference(reference).resolved(against: resources[resource].uri)
        guard let target = resourcesByURI[uri.withoutFragment] else { return .unknownDocument(uri.withoutFragment) }
        return find(uri.fragment ?? "", in: target)
    }

    private func find(_ fragment: String, in resource: Int) -> Resolution {
        let root = resources[resource].root
        guard let name = fragment.percentDecoded else { return .nowhere }
        if let pointer = JSONPointer(parsing: name) {
            let location = root.appending(pointer.tokens)
            return value(at: location) == nil ? .nowhere : .found(location)
        }
        return resources[resource].anchors[name].map(Resolution.found) ?? .nowhere
    }
}
