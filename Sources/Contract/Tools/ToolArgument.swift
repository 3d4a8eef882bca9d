/// Where the value of a tool's argument goes in the request of its operation.
package enum ToolArgument: Hashable, Sendable {
    case path(String)
    case query(String)
    case body(String)
    /// The query parameter `phone` if the value is a phone number in E.164 form, else `search`.
    case phoneOrSearch
    /// How many of the latest messages the result of the tool has in addition.
    case latestMessages

    /// The forms of the text in a contract, for messages.
    static let forms = "`path.NAME`, `query.NAME`, `body.NAME`, `phone_or_search` or `latest_messages`"

    /// Reads the text in a contract, such as `path.id`.
    init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count) {
        case ("path", 2): self = .path(parts[1])
        case ("query", 2): self = .query(parts[1])
        case ("body", 2): self = .body(parts[1])
        case ("phone_or_search", 1): self = .phoneOrSearch
        case ("latest_messages", 1): self = .latestMessages
        default: return nil
        }
    }
}
