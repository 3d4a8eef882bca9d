import Documents
import OrderedCollections

/// The schemas of a search, with the links between them.
final class SampleGraph {
    let library: SchemaLibrary
    private(set) var nodes: [SampleNode] = []
    private var numbers: [SchemaLocation: Int] = [:]
    private var scopes: [[Int]] = [[]]
    private var scopeNumbers: [[Int]: Int] = [[]: 0]
    private let hasDynamicAnchors: Bool

    init(_ library: SchemaLibrary) {
        self.library = library
        hasDynamicAnchors = library.index.resources.contains { !$0.dynamicAnchors.isEmpty }
    }

    func node(at place: SchemaLocation) -> SampleNode {
        if let number = numbers[place] { return nodes[number] }
        let node = SampleNode(nodes.count, at: place, in: library)
        numbers[place] = node.number
        nodes.append(node)
        return node
    }

    /// The schema at a keyword, or at a name or index below it.
    func child(of node: SampleNode, _ keyword: String, _ token: String? = nil) -> SampleNode {
        let key = SampleNode.ChildKey(keyword: keyword, token: token)
        if let child = node.children[key] { return child }
        let child = self.node(at: node.place.appending(token.map { [keyword, $0] } ?? [keyword]))
        node.children[key] = child
        return child
    }

    // MARK: References

    func resources(in scope: Int) -> [Int] { scopes[scope] }

    /// The dynamic scope inside a schema; it matters only if there are dynamic anchors.
    func entering(_ node: SampleNode, from scope: Int) -> Int {
        guard hasDynamicAnchors, !scopes[scope].contains(node.resource) else { return scope }
        let inner = scopes[scope] + [node.resource]
        if let number = scopeNumbers[inner] { return number }
        scopes.append(inner)
        scopeNumbers[inner] = scopes.count - 1
        return scopes.count - 1
    }

    /// The target of `$ref` or `$dynamicRef` in a schema; nil if it cannot be resolved.
    func target(of node: SampleNode, _ keyword: String, scope: Int) -> SampleNode? {
        guard let text = node.members[keyword]?.string else { return nil }
        let key = SampleNode.ChildKey(keyword: keyword, token: nil)
        if keyword == "$ref" || !hasDynamicAnchors, let known = node.children[key] { return known }
        guard let place = library.resolve(text, from: node.resource) else { return nil }
        let target = self.node(at: keyword == "$ref" ? place : dynamicTarget(of: text, place, scope: scope))
        if keyword == "$ref" || !hasDynamicAnchors { node.children[key] = target }
        return target
    }

    private func dynamicTarget(of reference: String, _ place: SchemaLocation, scope: Int) -> SchemaLocation {
        let index = library.index
        guard let name = URIReference(reference).fragment, !name.isEmpty, !name.hasPrefix("/"),
            index.resources[index.resource(around: place)].dynamicAnchors.contains(name)
        else { return place }
        for resource in scopes[scope] where index.resources[resource].dynamicAnchors.contains(name) {
            if let anchor = index.resources[resource].anchors[name] { return anchor }
        }
        return place
    }

    /// The discriminator of a schema for its `oneOf` or `anyOf`.
    func discriminator(of node: SampleNode, _ keyword: String) -> Discriminator? {
        guard node.members["discriminator"] != nil else { return nil }
        if let known = node.discriminators[keyword] { return known }
        let branches = node.members[keyword]?.array ?? []
        let discriminator = Discriminator(node.members, branches: branches, in: node.resource, of: library)
        node.discriminators[keyword] = discriminator
        return discriminator
    }

    /// The compiled pattern, which is compiled once for each schema; nil if the text is not a pattern.
    func pattern(_ text: String, of node: SampleNode) -> Pattern? {
        if let known = node.patterns[text] { return known }
        let pattern = try? Pattern(text)
        node.patterns[text] = .some(pattern)
        return pattern
    }
}
