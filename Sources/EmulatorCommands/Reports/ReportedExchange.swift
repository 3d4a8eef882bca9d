import Documents
import Domain
import Scenarios

/// A request of a step and its response, as reports show them.
struct ReportedExchange {
    /// What a body contains.
    enum Body {
        case none
        case json(JSONValue)
        case text(String)
        /// Bytes that are not UTF-8.
        case binary(count: Int)
    }

    /// The headers and the body of a request or of a response.
    struct Content {
        let headers: [HeaderField]
        let body: Body
    }

    /// The operationId, if an operation of the contract matches.
    let operation: String?
    let method: String
    let target: String
    let request: Content
    /// The status of the response; nil if there was none.
    let status: Int?
    let response: Content?

    init(_ exchange: StepExchange) {
        operation = exchange.operation
        method = exchange.method.normalizedLine
        target = ReportText.of(exchange.target).normalizedLine
        request = Content(headers: exchange.headers, body: exchange.body)
        status = exchange.response?.status
        response = exchange.response.map { Content(headers: $0.headers, body: $0.body) }
    }

    /// The request and the status, such as `POST /v1/customers → 201`.
    var headline: String { "\(method) \(target) → \(status.map { String($0) } ?? "no response")" }
}

extension ReportedExchange.Content {
    fileprivate init(headers: [HeaderField], body: [UInt8]) {
        self.headers = headers.map { HeaderField(name: $0.name, value: ReportText.header($0.name, $0.value)) }
        self.body = ReportedExchange.Body(body)
    }
}

extension ReportedExchange.Body {
    fileprivate init(_ bytes: [UInt8]) {
        if bytes.isEmpty {
            self = .none
        } else if let json = try? JSONValue(parsing: bytes) {
            self = .json(ReportText.of(json))
        } else if let text = String(validating: bytes, as: UTF8.self) {
            self = .text(ReportText.of(text))
        } else {
            self = .binary(count: bytes.count)
        }
    }

    /// The body as one line; nil if there is none.
    var line: String? {
        switch self {
        case .none: nil
        case .json(let value): value.text
        case .text(let text): text.normalizedLine
        case .binary(let count): "\(count) bytes that are not text"
        }
    }
}
