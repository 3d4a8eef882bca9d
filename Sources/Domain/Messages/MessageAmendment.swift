/// What Meta tells of a message that was changed afterwards.
package struct MessageAmendment: Hashable, Sendable {
    /// What was done, as `type` names it.
    package enum Kind: String, CaseIterable, Sendable {
        case edit, revoke
    }

    /// What was done.
    let kind: Kind
    /// Meta's id of the change.
    let wamid: String
}

extension MessageAmendment.Kind: StateCodable {}

extension MessageAmendment: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        MessageAmendment(kind: try coder.field("kind", \.kind), wamid: try coder.field("wamid", \.wamid))
    }
}
