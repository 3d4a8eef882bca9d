/// How an organization's outbound messages go on after the call that sent them.
package struct MessageSettings: Hashable, Sendable {
    /// What makes a message go on.
    package enum Mode: String, CaseIterable, Sendable {
        /// The world's clock.
        case timed
        /// The call itself.
        case immediate
        /// Nobody but the test.
        case manual
    }

    /// How a message gets from `pending` to `delivered`.
    package enum Progression: Hashable, Sendable {
        /// On the world's clock, both counted from the call.
        case timed(sent: TimeSpan, delivered: TimeSpan)
        /// Within the call.
        case immediate
        /// Not by itself.
        case manual
    }

    /// What makes messages go on.
    package var mode = Mode.timed
    /// How long after the call `timed` takes until WhatsApp has accepted a message.
    package var sent = TimeSpan(milliseconds: 100)
    /// How long after the call `timed` takes until a message is on the device.
    package var delivered = TimeSpan(milliseconds: 300)
    /// Whether some numbers make messages end in ways of their own (section "Messages" of Fidelity.md).
    package var magicRecipients = true

    /// On the clock, and magic recipients.
    package init() {}

    /// How a message gets to `delivered`; no earlier than it is sent, whatever was set.
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
