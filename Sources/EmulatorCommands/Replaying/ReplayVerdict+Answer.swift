import Documents
import EmulatorServer

extension ReplayVerdict {
    /// The verdict on the response to a request; `comparison` is used if there are two responses to compare.
    ///
    /// A local server answers completely where a rule truncates the response on its connection.
    init(_ request: BundledRequest, _ answer: ReplayAnswer, _ comparison: AnswerComparison, isLocal: Bool) {
        if let reason = request.unknownBody {
            self = .notComparable(reason: reason)
            return
        }
        switch (request.response, answer) {
        case (nil, .cut) where request.fault != nil: self = .same
        case (nil, _) where request.fault == nil:
            self = .notComparable(reason: "it had no response when the bundle was made, or its client had disconnected")
        case (nil, .complete(let status, _)):
            self = .differs([ReplayDifference(pointer: "/status", expected: .null, actual: .integer(status))])
        case (.some, .cut) where request.fault != nil && !isLocal:
            self = .notComparable(reason: "a fault rule broke the response on the connection")
        case (let recorded?, .cut):
            let expected = recorded.status
            self = .differs([ReplayDifference(pointer: "/status", expected: .integer(expected), actual: .null)])
        case (let recorded?, .complete(let status, let body)):
            var comparison = comparison
            comparison.compare(request, recorded, status, body)
            self.init(comparison)
        case (nil, .cut): self = .same
        }
    }

    /// The verdict of a comparison.
    init(_ comparison: AnswerComparison) {
        if comparison.differences.isEmpty {
            self = .same
        } else if comparison.dependsOnReceivers {
            self = .notComparable(reason: "the response depends on when and how the receivers of webhooks responded")
        } else {
            self = .differs(comparison.differences)
        }
    }
}

extension BundledRequest {
    /// Why the body cannot be sent as it was; nil if it can.
    fileprivate var unknownBody: String? {
        let coding = headers.first { $0.name.lowercased() == "content-encoding" }?.value.lowercased()
        if let coding, !["gzip", "x-gzip", "identity"].contains(coding) {
            return "the journal does not keep bodies with the content coding \(coding)"
        }
        return String(decoding: body, as: UTF8.self).contains("\u{FFFD}") ? "the body of the request is not text" : nil
    }
}
