/// Finds the operation of a method and path; literal segments win over captures, from left to right.
///
/// For example, `/items/new` wins over `/items/{id}`; if it lacks the method, the result is `methodNotAllowed`, and
/// `/items/{id}` is not tried. Repeated slashes are ignored, and so is a missing or additional final slash unless
/// another template has exactly that path. HEAD is answered by GET.
package struct RouteTable: Sendable {
    private struct Route: Sendable {
        let template: PathTemplate
        var operations: [(method: String, operation: Operation)]
        let allow: [String]
    }

    private struct Node: Sendable {
        var literals: [(bytes: [UInt8], node: Int)] = []
        var mixed: [(parts: [PathTemplate.Part], node: Int)] = []
        var capture: Int?
        /// The route of the template that ends here; `slashRoute` is that of the one that ends here with a slash.
        var route: Int?
        var slashRoute: Int?
    }

    private var nodes = [Node()]
    private var routes: [Route] = []

    init(_ operations: [(template: PathTemplate, operation: Operation)]) {
        var methods: [[(method: String, operation: Operation)]] = []
        var templates: [PathTemplate] = []
        for (template, operation) in operations {
            let node = insert(template.segments)
            let end: WritableKeyPath<Node, Int?> = template.endsWithSlash ? \.slashRoute : \.route
            if let known = nodes[node][keyPath: end] {
                methods[known].append((operation.method, operation))
            } else {
                nodes[node][keyPath: end] = methods.count
                methods.append([(operation.method, operation)])
                templates.append(template)
            }
        }
        for (template, entries) in zip(templates, methods) {
            let names = Set(entries.map(\.method))
            let allow = names.contains("GET") ? names.union(["HEAD"]) : names
            routes.append(Route(template: template, operations: entries, allow: allow.sorted()))
        }
    }

    private mutating func insert(_ segments: [PathTemplate.Segment]) -> Int {
        var node = 0
        for segment in segments {
            if let known = child(of: node, for: segment) {
                node = known
                continue
            }
            let added = nodes.count
            nodes.append(Node())
            switch segment {
            case .literal(let bytes): nodes[node].literals.append((bytes, added))
            case .mixed(let parts): nodes[node].mixed.append((parts, added))
            case .capture: nodes[node].capture = added
            }
            node = added
        }
        return node
    }

    private func child(of node: Int, for segment: PathTemplate.Segment) -> Int? {
        switch segment {
        case .literal(let bytes): nodes[node].literals.first { $0.bytes == bytes }?.node
        case .mixed(let parts): nodes[node].mixed.first { $0.parts == parts }?.node
        case .capture: nodes[node].capture
        }
    }

    // MARK: Matching

    /// Finds the operation of a method and a path as received: percent-encoded and without the query.
    package func match(method: String, path: String) -> RouteMatch {
        var search = RouteSearch(path: path)
        guard let index = find(from: 0, at: 0, &search), let values = search.decodedCaptures() else { return .notFound }
        let route = routes[index]
        let direct = route.operations.first { $0.method == method }
        let entry = direct ?? (method == "HEAD" ? route.operations.first { $0.method == "GET" } : nil)
        guard let entry else { return .methodNotAllowed(allow: route.allow) }
        var parameters: [(name: String, value: String)] = []
        if !values.isEmpty {
            parameters.reserveCapacity(values.count)
            // The path of a server may have captures, too; they come first and do not belong to the operation.
            let names = entry.operation.captureNames
            for (name, value) in zip(names, values.suffix(names.count)) { parameters.append((name, value)) }
        }
        return .operation(entry.operation, PathParameters(parameters))
    }

    /// Finds the operation of a method and a path that is part of a longer text.
    package func match(method: String, path: Substring) -> RouteMatch {
        match(method: method, path: String(path))
    }

    /// The route for the rest of the path, trying the most literal branch first.
    private func find(from node: Int, at position: Int, _ search: inout RouteSearch) -> Int? {
        guard let segment = search.segment(from: position) else {
            let (route, slashRoute) = (nodes[node].route, nodes[node].slashRoute)
            return search.endsWithSlash ? slashRoute ?? route : route ?? slashRoute
        }
        for literal in nodes[node].literals where search.equals(segment, literal.bytes) {
            if let route = find(from: literal.node, at: segment.upperBound, &search) { return route }
        }
        let captureCount = search.captures.count
        for mixed in nodes[node].mixed where search.capture(segment, with: mixed.parts) {
            if let route = find(from: mixed.node, at: segment.upperBound, &search) { return route }
            search.captures.removeSubrange(captureCount...)
        }
        guard let capture = nodes[node].capture else { return nil }
        search.captures.append(segment)
        if let route = find(from: capture, at: segment.upperBound, &search) { return route }
        search.captures.removeSubrange(captureCount...)
        return nil
    }
}
