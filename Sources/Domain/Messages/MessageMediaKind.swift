/// A kind of message that carries a file.
package enum MessageMediaKind: String, CaseIterable, Sendable {
    case image, video, audio, document, sticker
}
