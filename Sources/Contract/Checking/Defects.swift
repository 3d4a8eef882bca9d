import Documents
import OrderedCollections

/// The parts of a contract that cannot be used because they have or refer to a defect.
struct Defects {
    /// The first defect of each broken operation, by the index of the operation.
    private(set) var ofOperations: [Int: Diagnostic] = [:]
    /// The places of all defects, those around them, and those that refer to one of these.
    private(set) var brokenPlaces: Set<SchemaLocation> = []
}

extension Defects {
    /// Follows each defect outwards to the operations around it, and back along the references to these places.
    init(of checker: inout ContractChecker) {
        var roots = checker.located().filter { $0.finding.weight.breaksOperations }
            .map { (place: $0.finding.place, diagnostic: $0.diagnostic) }
        roots += checker.documents.brokenReferences.map { (place: $0.key, diagnostic: $0.value) }
        guard !roots.isEmpty else { return }
        let sources = checker.referencesByTarget()
        let sites = SitesByPlace(checker.sites)
        for root in roots.sorted(by: { $0.diagnostic.location < $1.diagnostic.location }) {
            var waiting = [root.place]
            while let place = waiting.popLast() {
                for site in sites.broken(by: place) where ofOperations[site] == nil {
                    ofOperations[site] = root.diagnostic
                }
                for outer in place.andOuterPlaces where brokenPlaces.insert(outer).inserted {
                    waiting += sources[outer] ?? []
                }
            }
        }
    }
}

extension ContractChecker {
    /// The places of the references to each place.
    fileprivate func referencesByTarget() -> [SchemaLocation: [SchemaLocation]] {
        var sources: [SchemaLocation: [SchemaLocation]] = [:]
        // References to path items are left out: a defect in one of its operations does not affect the others.
        for reference in references where reference.target != .pathItem {
            guard let target = reference.destination else { continue }
            sources[target, default: []].append(reference.place)
            guard reference.place.pointer.tokens.last == "$dynamicRef",
                let name = URIReference(reference.text).fragment
            else { continue }
            for resource in index.resources where resource.dynamicAnchors.contains(name) {
                guard let anchor = resource.anchors[name], anchor != target else { continue }
                sources[anchor, default: []].append(reference.place)
            }
        }
        return sources
    }
}

extension SchemaLocation {
    /// The place itself and the places around it, from the inside to the outside.
    var andOuterPlaces: [SchemaLocation] {
        var tokens = pointer.tokens[...]
        var places = [self]
        while tokens.popLast() != nil {
            places.append(SchemaLocation(document: document, pointer: JSONPointer(Array(tokens))))
        }
        return places
    }
}

/// The indices of the operations by their own places and those of their path items.
private struct SitesByPlace {
    private var own: [SchemaLocation: [Int]] = [:]
    private var pathItems: [SchemaLocation: [Int]] = [:]

    init(_ sites: [OperationSite]) {
        for (position, site) in sites.enumerated() {
            own[site.place, default: []].append(position)
            pathItems[site.pathItem, default: []].append(position)
            if site.entry != site.pathItem { pathItems[site.entry, default: []].append(position) }
        }
    }

    /// The operations that contain a place, or whose path item contains it outside of all operations.
    func broken(by place: SchemaLocation) -> [Int] {
        var found: [Int] = []
        var step: String?
        for outer in place.andOuterPlaces {
            found += own[outer] ?? []
            if let sites = pathItems[outer], step.map({ !HTTPMethod.names.contains($0) }) ?? true { found += sites }
            step = outer.pointer.tokens.last
        }
        return found
    }
}
