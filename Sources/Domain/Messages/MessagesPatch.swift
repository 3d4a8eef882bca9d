/// A change of `MessageSettings`; what is nil stays.
package struct MessagesPatch: Hashable, Sendable {
    /// What makes messages go on from now on.
    package var mode: MessageSettings.Mode?
    /// How long `timed` takes until a message is sent.
    package var sent: TimeSpan?
    /// How long `timed` takes until a message is delivered.
    package var delivered: TimeSpan?
    /// Whether some numbers make messages end in ways of their own.
    package var magicRecipients: Bool?

    /// A patch that changes nothing.
    package init() {}

    func applied(to settings: MessageSettings) -> MessageSettings {
        var changed = settings
        changed.mode = mode ?? settings.mode
        changed.sent = sent ?? settings.sent
        changed.delivered = delivered ?? settings.delivered
        changed.magicRecipients = magicRecipients ?? settings.magicRecipients
        return changed
    }

    func merged(with later: MessagesPatch) -> MessagesPatch {
        var merged = self
        merged.mode = later.mode ?? mode
        merged.sent = later.sent ?? sent
        merged.delivered = later.delivered ?? delivered
        merged.magicRecipients = later.magicRecipients ?? magicRecipients
        return merged
    }
}
