/// A change of `MessageSettings`; a field that is nil keeps its value.
package struct MessagesPatch: Hashable, Sendable {
    /// The new mode: who changes the status of messages.
    package var mode: MessageSettings.Mode?
    /// In mode `timed`, how long after the send a message becomes `sent`.
    package var sent: TimeSpan?
    /// In mode `timed`, how long after the send a message becomes `delivered`.
    package var delivered: TimeSpan?
    /// Whether messages to magic recipients have special results.
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
