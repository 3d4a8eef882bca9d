import Contract
import Documents

extension Answer {
    /// Creates the API's error envelope with status, type and message of the contract's catalogue.
    init(_ error: APIError, catalog: ErrorCatalog, requestID: String) {
        // The catalogue may lack a code that a schema names in `x-error-code`; it has all codes of `ErrorCode`.
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
    /// The entry to use if the catalogue has neither the code nor `invalid_field_value`.
    fileprivate static let general = ErrorCatalog.Entry(
        code: "invalid_request",
        status: 400,
        type: "invalid_request_error",
        message: "The request is invalid."
    )

    /// The message with its placeholders filled in; the entry's sample values replace those that are not given.
    func text(with given: [String: String]) -> String {
        guard message.contains("{") else { return message }
        return values.merging(given) { _, given in given }.reduce(message) { text, value in
            text.replacing("{\(value.key)}", with: value.value)
        }
    }
}
