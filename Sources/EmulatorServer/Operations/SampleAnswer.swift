import Contract
import Documents
import OrderedCollections

extension Answer {
    /// What the contract itself says that the operation answers, with the request id of this answer.
    init(sampleOf call: Call) {
        let sample = call.operation.sampleResponse()
        var body = sample.body
        if var members = body?.object, members["request_id"] != nil {
            members["request_id"] = .string(call.requestID)
            body = .object(members)
        }
        self.init(status: sample.status, body: body?.serialized ?? [])
        headers = sample.headers.filter { !Self.isWrittenByPipeline($0.name) }.map { ($0.name, $0.value) }
        headers.append(("X-Mock-Source", "contract"))
    }

    /// Headers that every answer gets with values of the moment.
    private static func isWrittenByPipeline(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["x-request-id", "content-type", "idempotent-replayed"].contains(name) || name.hasPrefix("x-ratelimit-")
    }
}
