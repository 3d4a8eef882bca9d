import Contract
import Documents
import OrderedCollections

/// A call of a tool, as a request of its operation.
struct MCPToolCall: Sendable {
    private static let messageLimits = 1...100

    let request: MCPRequest
    let operation: Operation
    /// The path parameters.
    private(set) var path = PathParameters()
    private(set) var query: [QueryItem] = []
    /// The request body; nil if the operation has none.
    private(set) var body: JSONValue?
    /// How many of the latest messages the result has in addition; nil if the tool does not add messages.
    private(set) var latestMessages: Int?
    /// The mistake in an argument that the validation of the operation cannot see.
    private(set) var refusal: APIError?

    /// The call with the arguments that the tool knows; the others are ignored.
    init(_ tool: ToolDescription, _ arguments: JSONObject, _ request: MCPRequest) {
        self.request = request
        operation = tool.operation
        var captures: [String: String] = [:]
        var members = tool.body
        for (name, place) in tool.arguments {
            let value = arguments[name] ?? .null
            switch place {
            case .body(let member):
                if let value = arguments[name] { members[member] = value }
            case .latestMessages:
                setLatestMessages(value, of: name)
            case .path(let capture):
                if !value.isNull { captures[capture] = Self.text(of: value) } else { refuse(.missingField(name)) }
            case .query(let parameter):
                if !value.isNull { query.append(QueryItem(parameter, Self.text(of: value))) }
            case .phoneOrSearch:
                if !value.isNull {
                    query.append(Self.search(for: Self.text(of: value)))
                } else {
                    refuse(.missingField(name))
                }
            }
        }
        path = PathParameters(operation.captureNames.map { (name: $0, value: captures[$0] ?? "") })
        if operation.hasRequestBody { body = .object(members) }
    }

    private mutating func setLatestMessages(_ value: JSONValue, of argument: String) {
        guard !value.isNull else { return latestMessages = 25 }
        guard let count = value.integer, Self.messageLimits.contains(count) else {
            var error = APIError(code: "invalid_limit", param: argument)
            error.message = "\(argument) must be a whole number from 1 to 100."
            return refuse(error)
        }
        latestMessages = count
    }

    /// Keeps the first mistake.
    private mutating func refuse(_ error: APIError) {
        refusal = refusal ?? error
    }

    /// A query has texts only, so that a number is as good as its digits.
    private static func text(of value: JSONValue) -> String {
        value.string ?? value.text
    }

    /// The query for contacts: by phone number in E.164 form, or by any text.
    private static func search(for text: String) -> QueryItem {
        QueryItem(text.wholeMatch(of: /\+[1-9][0-9]{6,14}/) != nil ? "phone" : "search", text)
    }
}

extension APIError {
    fileprivate static func missingField(_ name: String) -> APIError {
        APIError(.missingRequiredField, param: name)
    }
}
