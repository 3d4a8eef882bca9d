/// The file that a message carries.
package struct MessageMedia: Hashable, Sendable {
    /// The URL of the file; nil if the emulator's sample stands for it.
    package var link: String?
    /// Meta's id of the file; nil if it has none.
    package var id: String?
    /// The media type of the file; nil if it is unknown.
    package var mimeType: String?
    /// The file name that the sender gave; nil if there is none.
    package var filename: String?
    /// The SHA-256 digest in Meta's body; nil if it is unknown.
    package var sha256: String?

    /// A file with that URL or id and no other data.
    package init(link: String? = nil, id: String? = nil) {
        self.link = link
        self.id = id
    }
}
