import Documents
import OrderedCollections

/// Searches values for properties that no schema declares, and for those that the emulator ignores.
///
/// Outer properties are found before inner ones. The search ends after 100 findings, or after a number of steps that
/// only very large values need.
struct UnreadSearch {
    private static let maximumParts = 100
    static let maximumSteps = 100_000

    private(set) var parts: [UnreadPart] = []
    var steps = 0

    /// A value that has not been searched yet.
    private struct Site {
        let value: JSONValue
        /// The schemas for the place of the value; others apply through their references and branches.
        let schemas: [Schema]
        let place: Place
    }

    /// A place in the request; places in the same object share the place of that object.
    private indirect enum Place {
        case root(ContractViolation.Location, JSONPointer)
        case inner(String, of: Place)

        /// The place as a pointer, with the part of the request.
        var spelled: (location: ContractViolation.Location, pointer: JSONPointer) {
            var tokens: [String] = []
            var place = self
            while true {
                switch place {
                case .inner(let token, let outer):
                    tokens.append(token)
                    place = outer
                case .root(let location, let pointer):
                    return (location, JSONPointer(pointer.tokens + tokens.reversed()))
                }
            }
        }
    }

    /// Whether the search has ended.
    var isDone: Bool { parts.count >= Self.maximumParts || steps >= Self.maximumSteps }

    /// The message about a part with that reason in `x-mock-ignored`.
    static func ignored(_ reason: String) -> String { "has no effect in the emulator: \(reason)" }

    mutating func add(_ part: UnreadPart) {
        if parts.count < Self.maximumParts { parts.append(part) }
    }

    /// Searches a value and everything in it.
    mutating func search(
        _ value: JSONValue,
        _ schema: Schema,
        in location: ContractViolation.Location,
        at pointer: JSONPointer
    ) {
        var sites = [Site(value: value, schemas: [schema], place: .root(location, pointer))]
        var next = 0
        while next < sites.count, !isDone {
            sites += search(sites[next])
            next += 1
        }
    }

    /// Searches the members of a value, and returns those that have members themselves.
    private mutating func search(_ site: Site) -> [Site] {
        let schemas = applying(site.schemas, to: site.value)
        guard !isDone else { return [] }
        switch site.value {
        case .object(let members): return search(members, of: site, PropertyRules(schemas))
        case .array(let elements): return sites(of: elements, in: site, schemas)
        case .null, .bool, .integer, .number, .string: return []
        }
    }

    private mutating func sites(of elements: [JSONValue], in site: Site, _ schemas: [Schema]) -> [Site] {
        let keywords = schemas.flatMap { $0.parts.compactMap { $0 as? ItemsKeyword } }
        guard !keywords.isEmpty else { return [] }
        steps += elements.count
        return elements.enumerated().compactMap { index, element in
            let schemas = keywords.compactMap { index < $0.prefix.count ? $0.prefix[index] : $0.rest }
            return Self.site(element, schemas, .inner(String(index), of: site.place))
        }
    }

    private mutating func search(_ members: JSONObject, of site: Site, _ rules: PropertyRules) -> [Site] {
        var sites: [Site] = []
        for (name, member) in members {
            guard !isDone else { return sites }
            var names = Evaluation(scope: [], maximumSteps: Self.maximumSteps - steps)
            let property = rules.property(name, &names)
            steps += 1 + names.steps
            guard !names.isExhausted else { return sites }
            let place = Place.inner(name, of: site.place)
            if let reason = property.ignoredReason {
                // An optional value that is null counts as absent.
                if !member.isNull { add(.ignored, Self.ignored(reason), at: place) }
            } else if property.isUnknown {
                guard rules.nameSchemas.allSatisfy({ accepts($0, .string(name)) }) else { continue }
                addUnknown(name, at: place, in: members, of: site, rules)
            } else if let inner = Self.site(member, property.schemas, place) {
                sites.append(inner)
            }
        }
        return sites
    }

    /// The site of a value that has members; nil for other values.
    private static func site(_ value: JSONValue, _ schemas: [Schema], _ place: Place) -> Site? {
        switch value {
        case .object, .array: schemas.isEmpty ? nil : Site(value: value, schemas: schemas, place: place)
        case .null, .bool, .integer, .number, .string: nil
        }
    }

    private mutating func addUnknown(
        _ name: String,
        at place: Place,
        in members: JSONObject,
        of site: Site,
        _ rules: PropertyRules
    ) {
        if site.schemas.contains(where: { $0.declaredPropertyNames().contains(name) }) {
            add(.unknown, "is in the contract, but not for an object of this form", at: place)
        } else {
            let candidates = rules.names.filter { members[$0] == nil }
            add(.unknown, "is not in the contract", at: place, candidates: candidates)
        }
    }

    private mutating func add(
        _ reason: UnreadPart.Reason,
        _ message: String,
        at place: Place,
        candidates: [String] = []
    ) {
        let (location, pointer) = place.spelled
        add(UnreadPart(location, pointer, reason, message, candidates: candidates))
    }
}
