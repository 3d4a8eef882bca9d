/// The kinds of message that carry a file.
package enum MessageMediaKind: String, CaseIterable, Sendable {
    case image, video, audio, document, sticker
}
