import HeapModule

extension WorldState {
    /// A timer with its order among those of the same time.
    private struct Numbered: Comparable {
        let timer: UpcomingTimer
        let number: Int

        static func < (left: Numbered, right: Numbered) -> Bool {
            (left.timer.at, left.number) < (right.timer.at, right.number)
        }
    }

    /// The first `count` timers that will change something, in the order in which they fire.
    ///
    /// A timer stays in the queue when its object changes, so those that will find nothing to do are left out.
    package func upcomingTimers(first count: Int) -> [UpcomingTimer] {
        var found = Heap<Numbered>()
        for timer in timers.timers.unordered {
            // A timer never fires before it is due, so one that is due after all that were found is not among the first.
            if found.count == count, let last = found.max, (last.timer.at, last.number) < (timer.due, timer.number) {
                continue
            }
            guard let upcoming = upcoming(timer) else { continue }
            found.insert(Numbered(timer: upcoming, number: timer.number))
            if found.count > count { found.removeMax() }
        }
        return found.unordered.sorted().map(\.timer)
    }

    private func upcoming(_ timer: WorldTimer) -> UpcomingTimer? {
        let due = timer.due
        switch timer.kind {
        case .deliveryAttempt(let id):
            guard let delivery = deliveries[id], delivery.status == .failed, delivery.nextAttemptAt == due else {
                return nil
            }
            return UpcomingTimer(at: due, kind: .deliveryAttempt, ref: id.description, result: nil)
        case .setupLinkExpiry(let id):
            guard setupLinks[id]?.status(at: due) == .expired else { return nil }
            return UpcomingTimer(at: due, kind: .setupLinkExpired, ref: id.description, result: "expired")
        case .secretExpiry(let subscription, let id):
            let secret = webhookSubscriptions[subscription]?.secrets.first { $0.id == id }
            guard let secret, !secret.isValid(at: due) else { return nil }
            return UpcomingTimer(at: due, kind: .secretExpired, ref: id.description, result: "expired")
        case .onboarding(let id):
            guard let link = setupLinks[id], link.status(at: due) == .active,
                customers[link.customer]?.status != .archived
            else { return nil }
            return UpcomingTimer(at: due, kind: .onboarding, ref: id.description, result: nil)
        case .windowEnd(let id):
            // The timer of a window that has been extended since sets another one, for the new end.
            guard let conversation = conversations[id], conversation.windowTimer == due,
                let end = conversation.windowEnd
            else { return nil }
            return UpcomingTimer(at: max(due, end), kind: .windowClosed, ref: id.description, result: "closed")
        case .templateReview(let id):
            guard let template = templates[id], template.status == .pending, template.stagedStatus == nil else {
                return nil
            }
            let result = organization.templateReview.outcome.status.rawValue
            return UpcomingTimer(at: due, kind: .templateStatus, ref: id.description, result: result)
        case .messageStatus(let id):
            guard let message = messages[id], let step = step(of: message) else { return nil }
            let result = step.status.rawValue
            return UpcomingTimer(at: max(due, step.due), kind: .messageStatus, ref: id.description, result: result)
        }
    }
}
