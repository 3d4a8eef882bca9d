import Domain
import NIOCore
import Webhooks

/// One transmission of an attempt; if a fault duplicates the attempt, copies follow.
struct Transmission: Sendable {
    let ticket: AttemptTicket
    let request: WebhookRequest
    /// The task that releases the deliveries behind the attempt if it takes too long.
    let releaseTask: Scheduled<Void>?
    /// The report of the first transmission, which decides the outcome, with the outcomes of the copies before this one.
    ///
    /// It is nil for the first transmission.
    private var report: AttemptReport?
    private var copiesLeft: Int

    init(_ ticket: AttemptTicket, releaseTask: Scheduled<Void>?) {
        self.ticket = ticket
        self.releaseTask = releaseTask
        request = WebhookRequest(ticket)
        copiesLeft = ticket.copies
    }

    /// Whether anything is sent; false if a fault drops the attempt.
    var isSent: Bool { ticket.fault?.effect != .drop }

    /// The delay before it is sent; a fault of the delivery as a whole delays only its first attempt.
    var delay: TimeSpan {
        guard let fault = ticket.fault, ticket.isFirst || fault.isOfAttempt else { return .zero }
        return fault.delay
    }

    /// The pause before each copy.
    var gap: TimeSpan {
        guard case .duplicate(_, let gap)? = ticket.fault?.effect else { return .zero }
        return gap
    }

    /// The copy that follows, if there is one.
    func next(after report: AttemptReport) -> Transmission? {
        guard copiesLeft > 0 else { return nil }
        var copy = self
        copy.report = attemptReport(endingWith: report)
        copy.copiesLeft -= 1
        return copy
    }

    /// The report of the whole attempt, up to this transmission with its own report.
    func attemptReport(endingWith own: AttemptReport) -> AttemptReport {
        guard var first = report else { return own }
        first.copies.append(own.outcome)
        return first
    }
}

extension AttemptTicket {
    fileprivate var isFirst: Bool { number == 1 }

    fileprivate var copies: Int {
        guard let fault, case .duplicate(let copies, _)? = fault.effect, isFirst || fault.isOfAttempt else { return 0 }
        return copies
    }
}
