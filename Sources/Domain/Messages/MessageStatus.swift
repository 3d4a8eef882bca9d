/// The status of a message (kirimdev-api 9.5).
package enum MessageStatus: String, CaseIterable, Sendable {
    case pending, queued, sent, delivered, read, failed

    /// The position in the order of statuses; a message only moves to a higher one.
    var rank: Int {
        switch self {
        case .pending: 0
        case .queued: 1
        case .sent: 2
        case .delivered: 3
        case .read: 4
        case .failed: 5
        }
    }

    /// Whether no other status can follow.
    package var isFinal: Bool {
        switch self {
        case .pending, .queued, .sent, .delivered: false
        case .read, .failed: true
        }
    }

    /// Whether Meta has accepted every message in this status.
    package var needsAcceptance: Bool {
        switch self {
        case .sent, .delivered, .read: true
        case .pending, .queued, .failed: false
        }
    }

    /// Whether message.status events report this status.
    package var isReported: Bool {
        switch self {
        case .pending, .queued: false
        case .sent, .delivered, .read, .failed: true
        }
    }

    /// Whether a message may change from this status to `next`; it may skip statuses in between.
    package func canBecome(_ next: MessageStatus) -> Bool {
        !isFinal && next.rank > rank
    }
}
