import Contract
import Domain

/// The operation that serves the sample files without a key (getMediaSample).
enum MediaOperations {
    static let table: [String: ControlHandler] = ["getMediaSample": .now(get)]

    @Sendable private static func get(_ call: ControlCall) throws(MockError) -> Answer {
        let name = call.path["file"] ?? ""
        guard let sample = MediaSample.all.first(where: { $0.fileName == name }), let bytes = MediaSamples.files[sample]
        else {
            let known = MediaSample.all.map(\.fileName).joined(separator: ", ")
            throw MockError(.notFound, "There is no sample `\(name)`; there are \(known).")
        }
        var answer = Answer(body: bytes, contentType: sample.mimeType)
        answer.headers = [("Cache-Control", "public, max-age=86400"), ("X-Content-Type-Options", "nosniff")]
        return answer
    }
}
