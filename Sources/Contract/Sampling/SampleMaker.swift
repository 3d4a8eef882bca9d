import Documents
import OrderedCollections

/// Makes the values of an answer: the examples of the contract first, else samples of its schemas.
struct SampleMaker {
    /// A value, and where it comes from.
    struct Value {
        let value: JSONValue
        let isExample: Bool
        /// Whether it fits its schema, as far as it was made from that.
        let isValid: Bool
    }

    let library: SchemaLibrary

    /// The value of a media type, parameter or header object; nil if it has neither an example nor a schema.
    func value(at place: SchemaLocation, _ schema: LazySchema?) -> Value? {
        if let example = Examples.named(at: place, in: library).first {
            return Value(value: example.value, isExample: true, isValid: true)
        }
        return schema.map { schema in
            let sample = library.sample(of: schema.location, for: .response)
            return Value(value: sample.value, isExample: false, isValid: sample.isValid)
        }
    }

    /// A body in that media type: examples of texts stand as they are.
    func content(
        _ content: ResponseDescription.Content,
        mediaType: String
    ) -> (content: SampleResponse.Content, isValid: Bool) {
        let made = value(at: content.place, content.schema)
        let isValid = made?.isValid ?? true
        if MediaType.isJSON(mediaType) { return (.json(made?.value ?? [:]), isValid) }
        let format = TextualFormat(mediaType)
        if let made, let text = made.value.string, format != nil || made.isExample {
            return (.text(text), isValid)
        }
        guard let format else { return (.bytes, isValid) }
        return (.text(made.map { format.text(of: $0.value) } ?? ""), isValid)
    }
}

/// A media type whose bodies are texts other than JSON.
enum TextualFormat {
    case xml
    /// Server-sent events.
    case events
    /// One JSON text a line.
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

    /// A value that is no text itself, in this format.
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
