import Contract
import Documents

extension Answer {
    /// The API's error envelope; status, type and text come from the contract's catalogue.
    init(_ error: APIError, catalog: ErrorCatalog, requestID: String) {
        // A code that a schema names by `x-error-code` may be missing from the catalogue; our own never are.
        let entry = catalog[error.code] ?? catalog[ErrorCode.invalidFieldValue.rawValue] ?? .general
        var writer = JSONWriter(capacity: 256)
        writer.object { writer in
            writer.key("error")
            writer.object { writer in
                writer.member("type", entry.type)
                writer.member("code", error.code)
                writer.member("message", error.message ?? entry.text(with: error.values))
                if let param = error.param { writer.member("param", param) }
                writer.member("request_id", requestID)
            }
            for (name, value) in error.siblings.sorted(by: { $0.key < $1.key }) { writer.member(name, value) }
        }
        self.init(status: entry.status, body: writer.bytes)
        for (name, value) in error.headers.sorted(by: { $0.key < $1.key }) { headers.append((name, value)) }
    }
}

extension ErrorCatalog.Entry {
    /// What is left to say where a contract's catalogue has nothing.
    fileprivate static let general = ErrorCatalog.Entry(
        code: "invalid_request",
        status: 400,
        type: "invalid_request_error",
        message: "The request is invalid."
    )

    /// The message with the values filled in; what is not given is taken from the catalogue's own sample.
    func text(with given: [String: String]) -> String {
        guard message.contains("{") else { return message }
        return values.merging(given) { _, given in given }.reduce(message) { text, value in
            text.replacing("{\(value.key)}", with: value.value)
        }
    }
}
