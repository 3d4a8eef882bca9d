import Documents
import OrderedCollections

/// The branch of a union without a discriminator that an object is probably meant for.
enum MeantBranch {
    case one(Schema)
    /// The object has these properties, which belong to different branches.
    case several([String])
    case unknown

    /// Compares first the properties that one branch requires and another allows only as null, then constants.
    init(of value: JSONValue, among branches: [Schema]) {
        guard case .object = value else {
            self = .unknown
            return
        }
        var telling = TellingProperties()
        telling.look(at: value, in: branches.map { [$0] })
        let left = branches.indices.filter { !telling.lacking.contains($0) && !telling.exceeding.contains($0) }
        if left.count == 1 {
            self = .one(branches[left[0]])
        } else if left.isEmpty {
            let complete = branches.indices.filter { !telling.lacking.contains($0) }
            if complete.count > 1, telling.present.count > 1 {
                self = .several(telling.present.elements)
            } else {
                self = .one(branches[complete.first ?? 0])
            }
        } else {
            self = Schema.meant(by: value, among: left.map { branches[$0] }).map { .one($0) } ?? .unknown
        }
    }
}

/// The properties whose presence in an object tells the branches of a union apart; null counts as absent.
private struct TellingProperties {
    /// The branches that require a property that the object lacks.
    var lacking: Set<Int> = []
    /// The branches that allow only null for a property that the object has.
    var exceeding: Set<Int> = []
    var present: OrderedSet<String> = []

    mutating func look(at value: JSONValue, in branches: [[Schema]], depth: Int = 4) {
        guard depth > 0 else { return }
        let names = branches.reduce(into: OrderedSet<String>()) { names, schemas in
            for schema in schemas { names.formUnion(schema.shape.requiredNames) }
        }
        for name in names {
            let stances = branches.map { schemas in schemas.map { $0.shape.presence(of: name) }.max() ?? .open }
            let isThere = value[name]?.isNull == false
            if stances.contains(.absent) {
                note(stances, isThere: isThere)
                if isThere { present.append(name) }
            }
            guard isThere, let member = value[name], case .object = member else { continue }
            let inner = branches.map { schemas in schemas.flatMap { $0.shape.schemas(for: name) } }
            if !inner.contains(where: \.isEmpty) { look(at: member, in: inner, depth: depth - 1) }
        }
    }

    private mutating func note(_ stances: [PropertyPresence], isThere: Bool) {
        for (index, stance) in stances.enumerated() {
            switch stance {
            case .required: if !isThere { lacking.insert(index) }
            case .absent: if isThere { exceeding.insert(index) }
            case .open: continue
            }
        }
    }
}
