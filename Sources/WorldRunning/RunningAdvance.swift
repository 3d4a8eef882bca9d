import Domain
import EmulatorCore

/// An advance that is under way.
struct RunningAdvance: Sendable {
    /// How far an advance has come, without its report, whose copy would make it expensive to change.
    struct Progress: Sendable {
        let from: Timestamp
        let target: Timestamp
        /// Whether the advance waits for the end of an attempt.
        let isWaiting: Bool
    }

    /// The time that the clock is to show at the end.
    let target: Timestamp
    let completion: @Sendable (Result<AdvanceReport, AdvanceRefusal>) -> Void
    var report: AdvanceReport
    /// The attempt that this advance has started, while it is under way.
    private var awaited: AttemptName?

    /// Nil if the step leads into the past.
    init?(_ planned: PlannedAdvance, from now: Timestamp) {
        target = planned.step.target(from: now)
        guard target >= now else { return nil }
        completion = planned.completion
        report = AdvanceReport(from: now)
    }

    var progress: Progress { Progress(from: report.from, target: target, isWaiting: awaited != nil) }

    /// Waits for the end of an attempt.
    mutating func wait(for ticket: AttemptTicket) { awaited = AttemptName(ticket) }

    /// Records the end of an attempt; returns false if this advance has not started it.
    ///
    /// The report omits an attempt that was due before the advance, as it might as well have been made before.
    mutating func note(_ ticket: AttemptTicket, _ verdict: DeliveryAttempt.Verdict?) -> Bool {
        guard awaited == AttemptName(ticket) else { return false }
        awaited = nil
        guard let verdict, ticket.due > report.from else { return true }
        report.add([
            FiredTimer(
                at: ticket.at,
                kind: .deliveryAttempt,
                ref: ticket.delivery.description,
                result: verdict.rawValue
            )
        ])
        return true
    }

    func succeed(at now: Timestamp) {
        var report = report
        report.now = now
        completion(.success(report))
    }
}

/// Identifies one attempt, as the end of an attempt may be recorded after the next one of the delivery has started.
private struct AttemptName: Hashable, Sendable {
    let delivery: Identifier<WebhookDelivery>
    let number: Int

    init(_ ticket: AttemptTicket) {
        delivery = ticket.delivery
        number = ticket.number
    }
}
