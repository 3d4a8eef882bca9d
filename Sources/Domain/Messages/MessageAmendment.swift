/// The edit or the revocation of a message, as Meta reports it.
package struct MessageAmendment: Hashable, Sendable {
    /// The kind of change, as `type` in Meta's body names it.
    package enum Kind: String, CaseIterable, Sendable {
        case edit, revoke
    }

    /// The kind of change.
    let kind: Kind
    /// Meta's id of the edit or revocation, which differs from that of the message.
    let wamid: String
}

extension MessageAmendment.Kind: StateCodable {}

extension MessageAmendment: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        MessageAmendment(kind: try coder.field("kind", \.kind), wamid: try coder.field("wamid", \.wamid))
    }
}
