import Domain

/// The sample files for the media of messages, and the smallest files of other media types.
enum MediaSamples {
    static let files: [MediaSample: [UInt8]] = [
        .jpeg: ShippedFiles.own("Media/image.jpg"),
        .png: ShippedFiles.own("Media/image.png"),
        .mp4: ShippedFiles.own("Media/video.mp4"),
        .opus: ShippedFiles.own("Media/audio.ogg"),
        .mp3: ShippedFiles.own("Media/audio.mp3"),
        .pdf: ShippedFiles.own("Media/document.pdf"),
        .webp: ShippedFiles.own("Media/sticker.webp"),
    ]

    /// Returns a sample of a media type: a valid file if there is one for the type, else a short text.
    static func bytes(of mediaType: String) -> [UInt8] {
        let name = mediaType.prefix { $0 != ";" }
        return files.first { $0.key.mimeType.prefix { $0 != ";" } == name }?.value ?? tinyFiles[String(name)]
            ?? Array("kirimdev-mock".utf8)
    }

    /// The smallest valid files of some other types.
    private static let tinyFiles: [String: [UInt8]] = [
        "image/gif": Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF]
            + [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B],
        "image/svg+xml": Array(#"<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>"#.utf8),
        "application/zip": Array("PK".utf8) + [5, 6] + Array(repeating: 0, count: 18),
    ]
}
