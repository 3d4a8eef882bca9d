/// When the status of an organization's outbound messages changes after they were sent.
package struct MessageSettings: Hashable, Sendable {
    /// Who changes the status of a message.
    package enum Mode: String, CaseIterable, Sendable {
        /// Timers on the world's clock.
        case timed
        /// The send itself, at once.
        case immediate
        /// The test, through the control API.
        case manual
    }

    /// The mode with its times from `pending` to `delivered`.
    package enum Progression: Hashable, Sendable {
        /// By timers on the world's clock; both times count from the send.
        case timed(sent: TimeSpan, delivered: TimeSpan)
        /// Within the send.
        case immediate
        /// Only when a test reports a status.
        case manual
    }

    /// Who changes the status of messages.
    package var mode = Mode.timed
    /// In mode `timed`, how long after the send a message becomes `sent`.
    package var sent = TimeSpan(milliseconds: 100)
    /// In mode `timed`, how long after the send a message becomes `delivered`.
    package var delivered = TimeSpan(milliseconds: 300)
    /// Whether messages to magic recipients have special results (section "Messages" of Fidelity.md).
    package var magicRecipients = true

    /// The defaults: mode `timed`, and magic recipients.
    package init() {}

    /// The mode with its times; `delivered` is never earlier than `sent`, even if it was set so.
    package var progression: Progression {
        get {
            switch mode {
            case .timed: .timed(sent: sent, delivered: max(sent, delivered))
            case .immediate: .immediate
            case .manual: .manual
            }
        }
        set {
            switch newValue {
            case .timed(let newSent, let newDelivered):
                mode = .timed
                sent = newSent
                delivered = newDelivered
            case .immediate: mode = .immediate
            case .manual: mode = .manual
            }
        }
    }
}
