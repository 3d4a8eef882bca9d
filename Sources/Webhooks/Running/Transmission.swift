import Domain
import NIOCore

/// What is sent for one attempt: once, or several times where a fault duplicates it.
struct Transmission: Sendable {
    let ticket: AttemptTicket
    let request: WebhookRequest
    /// Ends the patience of those that wait behind the attempt.
    let patience: Scheduled<Void>?
    /// What the first transmission came to; it is what counts.
    private(set) var report: AttemptReport?
    private var copiesLeft: Int

    init(_ ticket: AttemptTicket, patience: Scheduled<Void>?) {
        self.ticket = ticket
        self.patience = patience
        request = WebhookRequest(ticket)
        copiesLeft = ticket.copies
    }

    /// Whether anything goes on the wire at all.
    var isSent: Bool { ticket.fault?.effect != .drop }

    /// How long it is held back before; only the first attempt of a delivery is, unless the fault is the attempt's own.
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
        copy.report = self.report ?? report
        copy.copiesLeft -= 1
        return copy
    }
}

extension AttemptTicket {
    fileprivate var isFirst: Bool { number == 1 }

    fileprivate var copies: Int {
        guard let fault, case .duplicate(let copies, _)? = fault.effect, isFirst || fault.isOfAttempt else { return 0 }
        return copies
    }
}
