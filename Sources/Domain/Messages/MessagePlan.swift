/// The future status changes of a message, fixed when it is sent, so that later settings do not change them.
package struct MessagePlan: Hashable, Sendable {
    /// The last status, unless a test reports another one first.
    package enum Outcome: Hashable, Sendable {
        case reaches(MessageStatus)
        case fails(MessageFailure)
    }

    /// The next status of a message and when it is due.
    struct Step: Hashable {
        let due: Timestamp
        let status: MessageStatus
    }

    /// How long after `delivered` a message becomes `read`, if it does.
    static let readDelay = TimeSpan(milliseconds: 300)

    let outcome: Outcome
    let sentAt: Timestamp
    let deliveredAt: Timestamp
    let readAt: Timestamp

    /// The plan of a message sent at `now`; nil in mode `manual`, in which only a test changes statuses.
    init?(_ outcome: Outcome, _ progression: MessageSettings.Progression, from now: Timestamp) {
        switch progression {
        case .timed(let sent, let delivered):
            let arrival = now.adding(delivered)
            self.init(outcome, sentAt: now.adding(sent), deliveredAt: arrival, readAt: arrival.adding(Self.readDelay))
        case .immediate: self.init(outcome, sentAt: now, deliveredAt: now, readAt: now)
        case .manual: return nil
        }
    }

    init(_ outcome: Outcome, sentAt: Timestamp, deliveredAt: Timestamp, readAt: Timestamp) {
        self.outcome = outcome
        self.sentAt = sentAt
        self.deliveredAt = deliveredAt
        self.readAt = readAt
    }

    /// The reason of a plan that ends in `failed`; nil for any other plan.
    var failure: MessageFailure? {
        switch outcome {
        case .reaches: nil
        case .fails(let failure): failure
        }
    }

    /// The next step of a message in that status; nil if the plan has none.
    func step(after status: MessageStatus) -> Step? {
        guard !status.isFinal else { return nil }
        switch outcome {
        case .reaches(let end):
            return [
                Step(due: sentAt, status: .sent), Step(due: deliveredAt, status: .delivered),
                Step(due: readAt, status: .read),
            ].first { status.canBecome($0.status) && ($0.status == end || $0.status.canBecome(end)) }
        case .fails(let failure):
            let isAccepted = status.needsAcceptance
            switch failure.stage {
            case .beforeAcceptance: return isAccepted ? nil : Step(due: sentAt, status: .failed)
            case .afterAcceptance:
                return isAccepted ? Step(due: deliveredAt, status: .failed) : Step(due: sentAt, status: .sent)
            }
        }
    }
}
