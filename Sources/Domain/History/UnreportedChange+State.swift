import Documents
import HashTreeCollections

extension UnreportedChange: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        UnreportedChange(
            customer: try coder.field("customer", \.customer),
            at: try coder.field("at", \.at),
            kind: try coder.field("kind", \.kind),
            eventsBefore: try coder.field("events_before", \.eventsBefore, in: .count)
        )
    }
}

extension UnreportedChange.Kind: StateCodable {
    private enum Tag: String, CaseIterable {
        case accountAssigned = "account_assigned"
        case accountUnassigned = "account_unassigned"
        case setupLinkRevoked = "setup_link_revoked"
    }

    func writeState(to writer: inout JSONWriter) {
        switch self {
        case .accountAssigned(let id): StateChoice.write(Tag.accountAssigned, id, to: &writer)
        case .accountUnassigned(let id): StateChoice.write(Tag.accountUnassigned, id, to: &writer)
        case .setupLinkRevoked(let id): StateChoice.write(Tag.setupLinkRevoked, id, to: &writer)
        }
    }

    init(state json: JSONValue) throws(StateError) {
        self = try StateChoice.read(json) { (tag: Tag, content) throws(StateError) in
            switch tag {
            case .accountAssigned: .accountAssigned(try String(state: content))
            case .accountUnassigned: .accountUnassigned(try String(state: content))
            case .setupLinkRevoked: .setupLinkRevoked(try Identifier(state: content))
            }
        }
    }
}

extension UnreportedChanges: StateObject {
    private var kept: [UnreportedChange] { Array(changes) }
    private var shortened: [Identifier<Customer>] { shortenedCustomers.sorted { $0.description < $1.description } }

    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        let kept = try coder.field("changes", \.kept)
        try coder.check("changes", mustBe: "at most \(capacity) changes", kept.count <= capacity)
        let shortened = try coder.field("shortened_customers", \.shortened)
        return UnreportedChanges(changes: kept, shortenedCustomers: shortened)
    }
}
