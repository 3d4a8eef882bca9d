import Contract
import Domain

/// The files that stand for the media of messages, for everybody who knows their address.
enum MediaSamples {
    static let table: [String: ControlHandler] = ["getMediaSample": .now(get)]

    private static let files: [MediaSample: [UInt8]] = [
        .jpeg: PackageResources.image_jpg,
        .png: PackageResources.image_png,
        .mp4: PackageResources.video_mp4,
        .opus: PackageResources.audio_ogg,
        .mp3: PackageResources.audio_mp3,
        .pdf: PackageResources.document_pdf,
        .webp: PackageResources.sticker_webp,
    ]

    @Sendable private static func get(_ call: ControlCall) throws(MockError) -> Answer {
        let name = call.path["file"] ?? ""
        guard let sample = MediaSample.all.first(where: { $0.fileName == name }), let bytes = files[sample] else {
            let known = MediaSample.all.map(\.fileName).joined(separator: ", ")
            throw MockError(.notFound, "There is no sample `\(name)`; there are \(known).")
        }
        var answer = Answer(body: bytes, contentType: sample.mimeType)
        answer.headers = [("Cache-Control", "public, max-age=86400"), ("X-Content-Type-Options", "nosniff")]
        return answer
    }
}
