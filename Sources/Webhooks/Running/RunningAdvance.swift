import Domain
import EmulatorCore

/// An advance that is under way.
struct RunningAdvance: Sendable {
    /// Where the clock is to stand at the end.
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

    /// Whether an attempt is under way whose end comes before anything else.
    var isWaiting: Bool { awaited != nil }

    /// Waits for the end of an attempt.
    mutating func wait(for ticket: AttemptTicket) { awaited = AttemptName(ticket) }

    /// Takes note of the end of an attempt if this advance has started it, and says whether it has.
    ///
    /// One that was due before the clock moved is not spoken of: it may as well have been made before.
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

/// One attempt of a delivery: the end of the one before may be noted when the next is under way already.
private struct AttemptName: Hashable, Sendable {
    let delivery: Identifier<WebhookDelivery>
    let number: Int

    init(_ ticket: AttemptTicket) {
        delivery = ticket.delivery
        number = ticket.number
    }
}
