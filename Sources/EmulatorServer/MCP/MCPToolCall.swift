import Contract
import Documents
import OrderedCollections

/// A call of a tool, as a request of its operation.
struct MCPToolCall: Sendable {
    private static let messageLimits = 1...100
    private static let phone = "phone"
    private static let search = "search"

    let request: MCPRequest
    let operation: Operation
    /// The path parameters.
    private(set) var path = PathParameters()
    private(set) var query: [QueryItem] = []
    /// The request body; nil if the operation has none.
    private(set) var body: JSONValue?
    /// How many of the latest messages the result has in addition; nil if the tool does not add messages.
    private(set) var latestMessages: Int?
    /// Where the arguments of the tool go.
    private let places: OrderedDictionary<String, ToolArgument>
    /// The first argument for the path that is missing; without it no object can be looked up.
    private(set) var missingPathArgument: APIError?
    /// The mistake in another argument that the validation of the operation cannot see.
    private(set) var refusal: APIError?

    /// The call with the arguments that the tool knows; the others are ignored.
    init(_ tool: ToolDescription, _ arguments: JSONObject, _ request: MCPRequest) {
        self.request = request
        operation = tool.operation
        places = tool.arguments
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
                if !value.isNull {
                    captures[capture] = value.plainText
                } else {
                    missingPathArgument = missingPathArgument ?? .missingField(name)
                }
            case .query(let parameter):
                if !value.isNull { query.append(QueryItem(parameter, parameterText(of: value, name, tool))) }
            case .phoneOrSearch:
                if !value.isNull {
                    query.append(Self.search(for: parameterText(of: value, name, tool)))
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

    /// The text of a value in the query, which has no types.
    ///
    /// A text in place of a number keeps its quotation marks, so that the validation of the operation finds it.
    private mutating func parameterText(of value: JSONValue, _ argument: String, _ tool: ToolDescription) -> String {
        switch tool.argumentTypes[argument] {
        case "integer", "number", "boolean":
            return value.text
        case "string":
            if value.string == nil {
                refuse(APIError(.invalidFieldValue, values: ["detail": "must be a string"], param: argument))
            }
            return value.plainText
        default:
            return value.plainText
        }
    }

    /// The error with the name of an argument in place of that of the field or parameter which it became.
    func naming(_ error: APIError) -> APIError {
        guard let param = error.param,
            let argument = places.elements.last(where: { Self.parameters(of: $0.value).contains(param) })?.key
        else { return error }
        var error = error
        error.param = argument
        error.values["param"] = argument
        return error
    }

    /// The fields or query parameters that an argument may become; its place in the path is not one of them.
    private static func parameters(of place: ToolArgument) -> [String] {
        switch place {
        case .body(let name), .query(let name): [name]
        case .phoneOrSearch: [phone, search]
        case .path, .latestMessages: []
        }
    }

    /// The query for contacts: by phone number in E.164 form, or by any text.
    private static func search(for text: String) -> QueryItem {
        QueryItem(text.wholeMatch(of: /\+[1-9][0-9]{6,14}/) != nil ? phone : search, text)
    }
}

extension APIError {
    fileprivate static func missingField(_ name: String) -> APIError {
        APIError(.missingRequiredField, param: name)
    }
}
