import Documents
import OrderedCollections

/// A format of media types whose bodies are texts other than JSON.
enum TextualFormat {
    case xml
    /// Server-sent events.
    case events
    /// One JSON text per line.
    case jsonLines
    case form
    case plain

    init?(_ mediaType: String) {
        switch MediaType.essence(mediaType) {
        case "application/xml", "text/xml": self = .xml
        case "text/event-stream": self = .events
        case "application/jsonl", "application/x-ndjson", "application/x-jsonlines", "application/jsonlines":
            self = .jsonLines
        case "application/x-www-form-urlencoded": self = .form
        case "application/yaml", "application/javascript", "application/graphql": self = .plain
        case let name where name.hasSuffix("+xml"): self = .xml
        case let name where name.hasPrefix("text/") || name.hasSuffix("+yaml"): self = .plain
        default: return nil
        }
    }

    /// The text of a value in this format.
    func text(of value: JSONValue) -> String {
        switch self {
        case .xml: XMLText.document(value)
        case .events: "data: \(value.text)\n\n"
        case .jsonLines: (value.array ?? [value]).map { $0.text + "\n" }.joined()
        case .form: (value.object ?? [:]).map { "\($0.key)=\($0.value.plainText.formEncoded)" }.joined(separator: "&")
        case .plain: value.plainText
        }
    }
}
