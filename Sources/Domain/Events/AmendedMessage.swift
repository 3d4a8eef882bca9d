/// A message and its edit or revocation, as Meta reports them in message.received.
package struct AmendedMessage: Hashable, Sendable, StateObject {
    /// The message that reports the change.
    package let notice: MessageNotice
    /// The edit or the revocation.
    package let amendment: MessageAmendment

    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        AmendedMessage(
            notice: try coder.field("notice", \.notice),
            amendment: try coder.field("amendment", \.amendment)
        )
    }
}
