import Documents
import Domain

extension StepExchange.Response {
    /// The body as JSON; nil if it is not JSON.
    var json: JSONValue? { try? JSONValue(parsing: body) }

    /// Whether the status is one of 2xx.
    var isSuccess: Bool { (200..<300).contains(status) }

    /// The value of a header; the values of a repeated header are joined.
    func header(_ name: String) -> String? {
        let name = name.lowercased()
        let values = headers.filter { $0.name.lowercased() == name }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    /// What an error response says: the code and message of the API's envelope, or the detail of a problem document.
    var problem: String? {
        guard let json else { return nil }
        if let error = json["error"] {
            return [error["code"]?.string, error["message"]?.string].compactMap(\.self).joined(separator: ", ")
        }
        return json["detail"]?.string
    }
}
