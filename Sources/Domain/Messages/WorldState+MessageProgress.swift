extension WorldState {
    /// The next step of a message's plan; nil if it has none.
    func step(of message: Message) -> MessagePlan.Step? { message.plan?.step(after: message.status) }

    /// Sets the timer of a message's next status; removes the plan of a message without one.
    mutating func setTimer(for message: Message) -> Message {
        guard let step = step(of: message) else {
            var settled = message
            settled.plan = nil
            return settled
        }
        timers.set(.messageStatus(message.id), due: step.due)
        return message
    }

    /// Handles the timer of a message; returns the new status, or nil if the timer was out of date.
    mutating func advanceMessage(_ id: Identifier<Message>, due: Timestamp, at now: Timestamp) -> MessageStatus? {
        guard let message = messages[id] else { return nil }
        guard let step = step(of: message), step.due <= due else {
            // A test has reported this status already, so the timer is set for the next step that is left, if any.
            messages.replace(setTimer(for: message))
            return nil
        }
        let report = MessageReport(status: step.status, failure: step.status == .failed ? message.plan?.failure : nil)
        let changed = message.changed(by: report, at: now)
        messages.replace(setTimer(for: changed))
        emitEvents(of: report, changing: message, to: changed, at: now)
        return step.status
    }

    /// Reports a status of an outbound message with Meta's events; one that comes too late changes only the events.
    ///
    /// The first of `sent`, `delivered` and `read` means that Meta has accepted the message, which emits message.sent.
    @discardableResult
    mutating func report(
        _ status: MessageStatus,
        _ failure: MessageFailure?,
        of message: Message,
        at now: Timestamp
    ) -> Message {
        let report = MessageReport(status: status, failure: failure)
        let changed = message.changed(by: report, at: now)
        if changed != message { messages.replace(changed) }
        emitEvents(of: report, changing: message, to: changed, at: now)
        return changed
    }

    private mutating func emitEvents(
        of report: MessageReport,
        changing message: Message,
        to changed: Message,
        at now: Timestamp
    ) {
        let notice = notice(of: changed)
        if changed.isAccepted, !message.isAccepted { emit(.messageSent(notice), at: now) }
        if report.status.isReported { emit(.messageStatus(ReportedMessage(notice: notice, report: report)), at: now) }
    }

    /// Reports statuses of an outbound message in any order (`simulate/message_status`).
    package mutating func simulateReports(
        _ statuses: [MessageStatus],
        _ failure: MessageFailure?,
        of message: Message,
        at now: Timestamp
    ) throws(DomainError) -> Message {
        guard message.direction == .outbound else { throw .conflict(what: "The message", state: "inbound") }
        return statuses.reduce(message) { message, status in
            let usual: MessageFailure = message.isAccepted ? .notOnWhatsApp : .outsideWindow
            return report(status, status == .failed ? failure ?? usual : nil, of: message, at: now)
        }
    }
}

extension Message {
    /// The message after a report; one that comes too late changes nothing but whether Meta has accepted the message.
    fileprivate func changed(by report: MessageReport, at now: Timestamp) -> Message {
        var changed = self
        if report.status.needsAcceptance { changed.isAccepted = true }
        if status.canBecome(report.status) {
            changed.status = report.status
            changed.failure = report.failure
        }
        if changed != self { changed.updatedAt = now }
        return changed
    }
}
