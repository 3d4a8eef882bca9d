extension WorldState {
    private func step(of message: Message) -> MessagePlan.Step? { message.plan?.step(after: message.status) }

    /// Sets the timer for what comes next; a message to which nothing more happens loses its plan.
    mutating func setTimer(for message: Message) -> Message {
        guard let step = step(of: message) else {
            var settled = message
            settled.plan = nil
            return settled
        }
        timers.set(.messageStatus(message.id), due: step.due)
        return message
    }

    /// Takes a message one step on its way, and answers its status if that was due.
    mutating func advanceMessage(_ id: Identifier<Message>, due: Timestamp, at now: Timestamp) -> MessageStatus? {
        guard let message = messages[id] else { return nil }
        guard let step = step(of: message), step.due <= due else {
            // A test was faster: what is left of the plan comes later, or never.
            messages.replace(setTimer(for: message))
            return nil
        }
        let changed = report(step.status, step.status == .failed ? message.plan?.failure : nil, of: message, at: now)
        messages.replace(setTimer(for: changed))
        return step.status
    }

    /// Tells of a status of an outbound message, as Meta does: late ones are told of, too, and change nothing.
    ///
    /// Whatever comes first of `sent`, `delivered` and `read` says that Meta has the message.
    @discardableResult
    mutating func report(
        _ status: MessageStatus,
        _ failure: MessageFailure?,
        of message: Message,
        at now: Timestamp
    ) -> Message {
        var changed = message
        let isNews = status.needsAcceptance && !message.isAccepted
        if isNews { changed.isAccepted = true }
        if message.status.canBecome(status) {
            changed.status = status
            changed.failure = failure
        }
        if changed != message {
            changed.updatedAt = now
            messages.replace(changed)
        }
        let notice = notice(of: changed)
        if isNews { emit(.messageSent(notice), at: now) }
        if status.isTold { emit(.messageStatus(notice, MessageReport(status: status, failure: failure)), at: now) }
        return changed
    }

    /// Lets Meta report statuses of an outbound message, in any order (`simulate/message_status`).
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
