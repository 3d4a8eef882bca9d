import Documents
import OrderedCollections

/// An operation in a reference, without references to other parts of the document.
struct ReferenceOperation {
    let method: String
    /// The path with the names of its parameters in braces.
    let path: String
    /// The operation object.
    let members: JSONValue
    let parameters: [JSONValue]
    let body: JSONValue?
    /// The responses by their status or `default`.
    let responses: JSONObject

    var id: String { members["operationId"]?.string ?? "\(method) \(path)" }
    var tag: String? { members["tags"]?[0]?.string }
    var summary: String { members["summary"]?.string ?? id }
    var description: String { members["description"]?.string ?? "" }

    /// The media type of the body, and its object in the document.
    var bodyContent: (type: String, value: JSONValue)? {
        body?["content"]?.object?.elements.first.map { ($0.key, $0.value) }
    }

    /// The examples of the body, each with its summary; one without a summary has none.
    var examples: [(summary: String?, value: JSONValue)] {
        let content = bodyContent?.value
        if let example = content?["example"] { return [(nil, example)] }
        return (content?["examples"]?.object ?? [:]).compactMap { name, example in
            example["value"].map { (example["summary"]?.string ?? name, $0) }
        }
    }

    /// Whether every successful response is for a browser: a page, or a redirect to one.
    var isPage: Bool {
        let types = successes.flatMap { $0["content"]?.object?.keys.elements ?? [] }
        return responses["302"] != nil && successes.isEmpty
            || !types.isEmpty && types.allSatisfy { $0.hasPrefix("text/html") }
    }

    /// Whether the response is a stream of events.
    var isStream: Bool { successes.contains { $0["content"]?["text/event-stream"] != nil } }

    /// Whether a key may name the target.
    var takesKey: Bool { parameters.contains { $0["name"] == "api_key" } }

    /// Which web pages may send it; nil for those of the emulator.
    var access: String? { members["x-access"]?.string }

    private var successes: [JSONValue] { responses.filter { $0.key.hasPrefix("2") }.values.elements }
}
