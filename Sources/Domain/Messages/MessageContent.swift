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
    /// What ordinary texts do not have; nil without any of it.
    private(set) var parts: Boxed<RareParts>?

    /// The parts of a content besides its text.
    struct RareParts: Hashable, Sendable {
        var detail: JSONValue?
        var media: MessageMedia?
        var sent: PackedJSON?

        /// The parts in memory of their own; nil without any.
        var boxed: Boxed<RareParts>? { detail == nil && media == nil && sent == nil ? nil : .value(self) }
    }

    /// The JSON under the kind's name when the message is read; nil for kinds that need none.
    package var detail: JSONValue? { parts?.unboxed.detail }
    /// The object under the kind's name in the request that sent it; nil for inbound messages, and for kinds of which
    /// the other properties have everything.
    package var sent: PackedJSON? { parts?.unboxed.sent }

    /// The file; nil for kinds without one.
    package internal(set) var media: MessageMedia? {
        get { parts?.unboxed.media }
        set {
            var changed = parts?.unboxed ?? RareParts()
            changed.media = newValue
            parts = changed.boxed
        }
    }

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
        parts = RareParts(detail: detail, media: media, sent: sent).boxed
    }
}
