/// The file of a message.
package struct MessageMedia: Hashable, Sendable {
    /// Where its bytes are; nil for where the emulator keeps its sample.
    package var link: String?
    /// Meta's id of it; nil as long as Meta has none.
    package var id: String?
    /// What kind of file it is; nil as long as nobody has looked.
    package var mimeType: String?
    /// What the sender calls it.
    package var filename: String?
    /// The digest of its bytes, as Meta tells it.
    package var sha256: String?

    /// A file of which nothing else is known.
    package init(link: String? = nil, id: String? = nil) {
        self.link = link
        self.id = id
    }
}
