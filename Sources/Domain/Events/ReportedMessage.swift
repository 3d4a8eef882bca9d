/// A message and the status that Meta reports for it, as message.status shows them.
package struct ReportedMessage: Hashable, Sendable, StateObject {
    /// The message.
    package let notice: MessageNotice
    /// The status, and the reason of a failure.
    package let report: MessageReport

    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        ReportedMessage(
            notice: try coder.field("notice", \.notice),
            report: try coder.field("report", \.report)
        )
    }
}
