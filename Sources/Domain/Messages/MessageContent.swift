package import Documents

/// The content of a message, depending on its kind.
package struct MessageContent: Hashable, Sendable {
    /// The kind of message, as `type` names it.
    package enum Kind: String, CaseIterable, Sendable {
        case text, image, document, video, audio, sticker, location, contacts, interactive, reaction, button, template
        /// A message of a type that Meta reports without its content.
        case unsupported
    }

    /// The kind of message.
    package let kind: Kind
    /// The text, the caption, the body of an interactive message or a template, or the title of a tapped button.
    package let text: String?
    /// The JSON under the kind's name when the message is read; nil for kinds that need none.
    package let detail: JSONValue?
    /// The file; nil for kinds without one.
    package internal(set) var media: MessageMedia?
    /// The object under the kind's name in the request that sent it; nil for inbound messages, and for kinds of which
    /// the other properties have everything.
    package let sent: PackedJSON?

    /// A content of that kind.
    package init(
        _ kind: Kind,
        text: String? = nil,
        detail: JSONValue? = nil,
        media: MessageMedia? = nil,
        sent: PackedJSON? = nil
    ) {
        self.kind = kind
        self.text = text
        self.detail = detail
        self.media = media
        self.sent = sent
    }
}
