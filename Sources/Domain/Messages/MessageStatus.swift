/// How far a message has got (kirimdev-api 9.5).
package enum MessageStatus: String, CaseIterable, Sendable {
    case pending, queued, sent, delivered, read, failed

    /// How far that is; a message never goes back.
    private var rank: Int {
        switch self {
        case .pending: 0
        case .queued: 1
        case .sent: 2
        case .delivered: 3
        case .read: 4
        case .failed: 5
        }
    }

    /// Whether nothing follows.
    package var isFinal: Bool {
        switch self {
        case .pending, .queued, .sent, .delivered: false
        case .read, .failed: true
        }
    }

    /// Whether Meta must have the message for it to be there.
    package var needsAcceptance: Bool {
        switch self {
        case .sent, .delivered, .read: true
        case .pending, .queued, .failed: false
        }
    }

    /// Whether webhooks tell of it.
    package var isTold: Bool {
        switch self {
        case .pending, .queued: false
        case .sent, .delivered, .read, .failed: true
        }
    }

    /// Whether a message in this status may get into another one; steps may be left out.
    package func canBecome(_ next: MessageStatus) -> Bool {
        !isFinal && next.rank > rank
    }
}
