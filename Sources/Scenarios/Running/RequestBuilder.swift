import Contract
import Documents
import Domain
import OrderedCollections

/// Makes the requests of steps, whose variables are replaced.
struct RequestBuilder {
    /// How long a response may take: longer than the emulator usually waits for an earlier request with the same
    /// idempotency key, and longer than any `min_duration`.
    private static let patience = TimeSpan.seconds(40)
    /// How long the response to a background request may take, counted from the request.
    private static let backgroundPatience = TimeSpan.minutes(2)

    let contract: Contract
    /// The API key of the run.
    let key: String

    /// The request of a step.
    func request(of step: RequestStep) -> DriverRequest { request(of: step, timeout: Self.patience) }

    /// The background request of a step, with time for the steps until that of its response.
    func backgroundRequest(of step: RequestStep) -> DriverRequest {
        request(of: step, timeout: Self.backgroundPatience)
    }

    private func request(of step: RequestStep, timeout: TimeSpan) -> DriverRequest {
        let (method, target) = address(of: step.target)
        return DriverRequest(
            method: method,
            target: target + Self.query(step.query, after: target),
            headers: headers(of: step, isForeign: !target.hasPrefix("/")),
            body: Self.bytes(of: step.body),
            timeout: timeout
        )
    }

    // MARK: Address

    private func address(of target: RequestStep.Target) -> (method: String, target: String) {
        switch target {
        case .url(let method, let url):
            return (method, url.hasPrefix("/") ? contract.basePath + url : url)
        case .operation(let id, let path):
            guard let operation = contract.operation(id) else { return ("GET", contract.basePath + "/") }
            let values = path.reduce(into: [:]) { values, parameter in
                values[parameter.key] = parameter.value.plainText
            }
            return (operation.method, operation.path(with: values))
        }
    }

    private static func query(_ members: JSONObject, after target: String) -> String {
        let items = members.flatMap { name, value in
            (value.array ?? [value]).map { "\(encoded(name))=\(encoded($0.plainText))" }
        }
        guard !items.isEmpty else { return "" }
        return (target.contains("?") ? "&" : "?") + items.joined(separator: "&")
    }

    /// The text with everything but the unreserved characters of RFC 3986, section 2.3, percent-encoded.
    private static func encoded(_ text: String) -> String {
        text.percentEncoded { $0.isLetterOrDigit || "-._~".utf8.contains($0) }
    }

    // MARK: Headers and body

    /// The headers of the step, and the usual ones that it does not give itself.
    private func headers(of step: RequestStep, isForeign: Bool) -> [HeaderField] {
        var fields = step.headers.map { HeaderField(name: $0.key, value: $0.value.plainText) }
        let given = Set(step.headers.keys.map { $0.lowercased() })
        if !given.contains("authorization"), let key = key(of: step, isForeign: isForeign) {
            fields.insert(HeaderField(name: "Authorization", value: "Bearer \(key)"), at: 0)
        }
        switch step.body {
        case .none: break
        case .json, .raw:
            if !given.contains("content-type") {
                fields.append(HeaderField(name: "Content-Type", value: "application/json"))
            }
        }
        return fields
    }

    /// The key to send; the key of the run is not sent to another server.
    private func key(of step: RequestStep, isForeign: Bool) -> String? {
        switch step.key {
        case .standard: isForeign ? nil : key
        case .none: nil
        case .other(let key): key
        }
    }

    private static func bytes(of body: RequestStep.Body) -> [UInt8] {
        switch body {
        case .none: []
        case .json(let value): value.serialized
        case .raw(let text): Array(text.utf8)
        }
    }
}
