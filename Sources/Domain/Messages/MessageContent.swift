package import Documents

/// What a message says.
package struct MessageContent: Hashable, Sendable {
    /// What kind of thing it is, as `type` names it.
    package enum Kind: String, CaseIterable, Sendable {
        case text, image, document, video, audio, sticker, location, contacts, interactive, reaction, button, template
        /// What Meta does not pass on; the contact has written something.
        case unsupported
    }

    /// What kind of thing it is.
    package let kind: Kind
    /// Text, caption, body of an interactive message or a template, or title of the tapped button.
    package let text: String?
    /// What stands under the key of its kind when the message is read, for kinds that have more to say.
    package let detail: JSONValue?
    /// The file, for kinds that have one.
    package internal(set) var media: MessageMedia?

    /// A content with those parts.
    package init(_ kind: Kind, text: String? = nil, detail: JSONValue? = nil, media: MessageMedia? = nil) {
        self.kind = kind
        self.text = text
        self.detail = detail
        self.media = media
    }
}
