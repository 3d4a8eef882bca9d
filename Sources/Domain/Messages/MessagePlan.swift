/// What the clock will make of a message: decided when it is accepted, so that later settings change nothing.
package struct MessagePlan: Hashable, Sendable {
    /// How it ends if nobody interferes.
    package enum Outcome: Hashable, Sendable {
        case reaches(MessageStatus)
        case fails(MessageFailure)
    }

    /// The next thing that happens to a message.
    struct Step: Hashable {
        let due: Timestamp
        let status: MessageStatus
    }

    /// How long after `delivered` a message is read, if it is.
    static let readDelay = TimeSpan(milliseconds: 300)

    let outcome: Outcome
    let sentAt: Timestamp
    let deliveredAt: Timestamp
    let readAt: Timestamp

    /// Nil where nobody but the test makes messages go on.
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

    /// Why it fails, if it does.
    var failure: MessageFailure? {
        switch outcome {
        case .reaches: nil
        case .fails(let failure): failure
        }
    }

    /// What follows a status; nil for nothing.
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
