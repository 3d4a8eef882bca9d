import Contract
import Documents
import Domain
import OrderedCollections

extension Answer {
    /// The answer from a sample in the contract, in which `request_id` is that of the request.
    init(_ sample: SampleResponse, requestID: String) {
        self.init(status: sample.status, body: Self.bytes(of: sample, requestID), contentType: sample.contentType)
        headers = sample.headers.filter { !Self.isWrittenByPipeline($0.name) }.map { ($0.name, $0.value) }
        headers.append(("X-Mock-Source", "contract"))
        if !sample.isValid { headers.append(("X-Mock-Sample", "invalid")) }
    }

    private static func bytes(of sample: SampleResponse, _ requestID: String) -> [UInt8] {
        switch sample.content {
        case .none: return []
        case .text(let text): return Array(text.utf8)
        case .bytes: return MediaSamples.bytes(of: sample.contentType ?? "")
        case .json(let value):
            guard var members = value.object, members["request_id"] != nil else { return value.serialized }
            members["request_id"] = .string(requestID)
            return JSONValue.object(members).serialized
        }
    }

    /// Whether the pipeline writes a header itself, with the values of the request.
    private static func isWrittenByPipeline(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["x-request-id", "content-type", "idempotent-replayed"].contains(name) || name.hasPrefix("x-ratelimit-")
    }
}
