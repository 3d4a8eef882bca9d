/// A small real file that the emulator serves in place of the media of messages.
package struct MediaSample: Hashable, Sendable {
    /// The kind of message that carries the file.
    package let kind: MessageMediaKind
    /// The name of the file.
    package let fileName: String
    /// The media type of the file.
    package let mimeType: String
    /// The SHA-256 digest of the file, in lower-case hexadecimal.
    package let sha256: String

    /// The path of the file on the emulator's own origin.
    package var path: String { Self.folder + fileName }

    /// The path of the folder that contains all samples.
    package static let folder = "/media/samples/"

    /// The sample for media of that kind.
    package init(kind: MessageMediaKind) {
        switch kind {
        case .image: self = Self.jpeg
        case .video: self = Self.mp4
        case .audio: self = Self.opus
        case .document: self = Self.pdf
        case .sticker: self = Self.webp
        }
    }

    private init(_ kind: MessageMediaKind, _ fileName: String, _ mimeType: String, sha256: String) {
        self.kind = kind
        self.fileName = fileName
        self.mimeType = mimeType
        self.sha256 = sha256
    }
}

extension MediaSample {
    /// An image of 160 by 120 pixels.
    package static let jpeg = MediaSample(
        .image,
        "image.jpg",
        "image/jpeg",
        sha256: "d9bb1ae54eebfdd940c2d904206e61e10ac46a6d651213de4f7f0ec046f9ada5"
    )
    /// The image of `jpeg` in PNG format.
    package static let png = MediaSample(
        .image,
        "image.png",
        "image/png",
        sha256: "2b163244d122cf7e4bbef92c23f85fb7c5bd1de7377d3ecedb4abc1dbeb6f1cd"
    )
    /// One second of video in H.264 with sound in AAC.
    package static let mp4 = MediaSample(
        .video,
        "video.mp4",
        "video/mp4",
        sha256: "5775f12b089e898329dcdee0f83570e3e154d49fc09b833d4485d232e8c6f704"
    )
    /// One second of sound in Opus, the format of WhatsApp's voice messages.
    package static let opus = MediaSample(
        .audio,
        "audio.ogg",
        "audio/ogg",
        sha256: "090db24c2bcc48f0f477e6f882457095630f33547355cb44f0da8eaec85bc083"
    )
    /// The sound of `opus` in MP3 format.
    package static let mp3 = MediaSample(
        .audio,
        "audio.mp3",
        "audio/mpeg",
        sha256: "95fee0f42fd4291fe7ac0a5ecda6ea065603db147d716d1b1696a2d471bc35c2"
    )
    /// A document of one page with two words.
    package static let pdf = MediaSample(
        .document,
        "document.pdf",
        "application/pdf",
        sha256: "1743a27a8c6ccefbc96003b50fb27d32b9d91702d68782370f34b8f3a315fc79"
    )
    /// A sticker of 512 by 512 pixels with a transparent background.
    package static let webp = MediaSample(
        .sticker,
        "sticker.webp",
        "image/webp",
        sha256: "da7794d62cd48f9269bb61b48ef369f94ad15df0d1804da2f8a90ac9fca6a6ab"
    )

    /// All samples that the emulator serves.
    package static let all = [jpeg, png, mp4, opus, mp3, pdf, webp]
}
