extension MessageSettings.Mode: StateCodable {}

extension MessageSettings: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        var settings = MessageSettings()
        settings.mode = try coder.field("mode", \.mode)
        settings.sent = try coder.field("sent", \.sent)
        settings.delivered = try coder.field("delivered", \.delivered)
        settings.magicRecipients = try coder.field("magic_recipients", \.magicRecipients)
        return settings
    }
}
