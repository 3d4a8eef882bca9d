import Contract
import Documents

extension Answer {
    /// The API's error envelope; status, type and text come from the contract's catalogue.
    init(_ error: APIError, catalog: ErrorCatalog, requestID: String) {
        guard let entry = catalog[error.code] else {
            preconditionFailure("the application checks at start that the catalogue has every code of ours")
        }
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
    /// The message with the values filled in; what is not given is taken from the catalogue's own sample.
    func text(with given: [String: String]) -> String {
        guard message.contains("{") else { return message }
        return values.merging(given) { _, given in given }.reduce(message) { text, value in
            text.replacing("{\(value.key)}", with: value.value)
        }
    }
}
