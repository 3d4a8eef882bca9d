import Contract
import Documents
import EmulatorCore
import OrderedCollections

/// Makes what a recording shows of messages to an MCP endpoint and of their answers.
///
/// The arguments and the result of a tool are shown as the request and the response of its operation are. Of everything
/// else, the words of the protocol are shown.
struct MessageRedaction {
    /// The members that the protocol has.
    private static let words: Set = [
        "_meta", "arguments", "cacheScope", "capabilities", "clientCapabilities", "clientInfo", "code", "content",
        "cursor", "data", "description", "error", "id", "isError", "jsonrpc", "message", "method", "name", "nextCursor",
        "params", "protocolVersion", "requested", "result", "resultType", "serverInfo", "structuredContent",
        "supported", "supportedVersions", "text", "title", "tools", "ttlMs", "type", "version",
    ]
    /// The values that the protocol lists, by the name of the member.
    private static let values: [String: Set<String>] = [
        "cacheScope": ["private", "public"], "jsonrpc": ["2.0"], "resultType": ["complete"], "type": ["text"],
    ]
    /// The members with a revision of the protocol, or with a list of them.
    private static let revisions: Set = ["protocolVersion", "requested", "supported", "supportedVersions"]
    /// The members whose numbers are those of the protocol.
    private static let numbers: Set = ["code", "ttlMs"]
    /// The least number that is not shown as the id of a message, because it may be a phone number.
    private static let leastHiddenID = 1_000_000
    private static let prefix = "io.modelcontextprotocol/"

    private let contract: Contract
    private let standIns: StandIns

    init(_ contract: Contract, _ standIns: StandIns) {
        self.contract = contract
        self.standIns = standIns
    }

    /// The body of a request; nil if it is not a message.
    func request(_ body: JSONValue) -> JSONValue? {
        guard var message = Self.members(of: body) else { return nil }
        let tool = tool(calledBy: body)
        for (name, value) in message {
            switch name {
            case "id": message[name] = id(value)
            case "method": message[name] = method(value)
            case "params" where value.object != nil: message[name] = .object(params(value.object ?? [:], of: tool))
            default: message[name] = part(value, of: name)
            }
        }
        return .object(named(message))
    }

    /// The body of a response to a request with that body; nil if it is not a message.
    func response(_ body: JSONValue, to request: [UInt8]) -> JSONValue? {
        guard var message = Self.members(of: body) else { return nil }
        let tool = (try? JSONValue(parsing: request)).flatMap { self.tool(calledBy: $0) }
        for (name, value) in message {
            switch (name, tool?.operation) {
            case ("id", _): message[name] = id(value)
            case ("result", let operation?): message[name] = result(value, of: operation)
            default: message[name] = part(value, of: name)
            }
        }
        return .object(named(message))
    }

    /// The members of a JSON-RPC message; nil for other JSON.
    private static func members(of body: JSONValue) -> JSONObject? {
        body["jsonrpc"] == "2.0" ? body.object : nil
    }

    private func tool(calledBy body: JSONValue) -> ToolDescription? {
        guard body["method"]?.string == MCPTrace.toolCall else { return nil }
        return contract.tools.first { $0.name == body["params"]?["name"]?.string }
    }

    // MARK: Requests

    private func id(_ value: JSONValue) -> JSONValue {
        guard let number = value.integer, (0..<Self.leastHiddenID).contains(number) else {
            return standIns.undescribed(value)
        }
        return value
    }

    private func method(_ value: JSONValue) -> JSONValue {
        value.string.map { .string(method($0)) } ?? standIns.undescribed(value)
    }

    /// The name of a method, also in a header.
    func method(_ name: String) -> String {
        MCPTrace.methods.contains(name) ? name : standIns.standIn(for: name, .text)
    }

    private func params(_ params: JSONObject, of tool: ToolDescription?) -> JSONObject {
        var params = params
        for (name, value) in params {
            switch (name, tool) {
            case ("name", _) where value.string != nil: params[name] = .string(standIns.name(value.plainText))
            case ("arguments", let tool?) where value.object != nil:
                let arguments = tool.redactedArguments(value.object ?? [:]) {
                    standIns.shown($0, $1, seekingParts: true)
                }
                params[name] = .object(arguments)
            case ("arguments", _): params[name] = standIns.undescribed(value)
            default: params[name] = part(value, of: name)
            }
        }
        return named(params)
    }

    // MARK: Results

    private func result(_ result: JSONValue, of operation: Operation) -> JSONValue {
        guard var members = result.object else { return part(result, of: "result") }
        for (name, value) in members {
            switch name {
            case "structuredContent": members[name] = answer(value, of: operation)
            case "content" where value.array != nil:
                members[name] = .array((value.array ?? []).map { block($0, of: operation) })
            default: members[name] = part(value, of: name)
            }
        }
        return .object(named(members))
    }

    /// A block of content, whose text may be the JSON of an answer.
    private func block(_ block: JSONValue, of operation: Operation) -> JSONValue {
        guard var members = block.object else { return part(block, of: "content") }
        for (name, value) in members {
            guard name == "text", let text = value.string, let json = try? JSONValue(parsing: text) else {
                members[name] = part(value, of: name)
                continue
            }
            members[name] = .string(answer(json, of: operation).text)
        }
        return .object(named(members))
    }

    /// The answer of an operation, described by the status of its error or by its status of success.
    private func answer(_ body: JSONValue, of operation: Operation) -> JSONValue {
        let failure = body["error"]?["code"]?.string.map { contract.errorCatalog[$0]?.status ?? 400 }
        let status = failure ?? operation.successStatuses.first ?? 200
        let shown = { standIns.shown($0, $1, seekingParts: false) }
        let describer = contract.describer(of: operation, status: status)
        return describer?.redactedResponse(body, status: status, shown) ?? standIns.undescribed(body)
    }

    // MARK: The protocol

    /// A value of the protocol in a member of that name, or in a list there.
    private func part(_ value: JSONValue, of name: String) -> JSONValue {
        switch value {
        case .object(let members):
            var shown = members
            for (name, value) in members { shown[name] = part(value, of: name) }
            return .object(named(shown))
        case .array(let elements): return .array(elements.map { part($0, of: name) })
        case .string(let text) where name == "message": return .string(standIns.cleaned(text))
        case .string(let text): return Self.isWord(text, in: Self.word(name)) ? value : standIns.undescribed(value)
        case .integer where Self.numbers.contains(name): return value
        case .integer, .number: return standIns.undescribed(value)
        case .null, .bool: return value
        }
    }

    private static func isWord(_ text: String, in name: String) -> Bool {
        if revisions.contains(name) { return text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil }
        return values[name]?.contains(text) ?? false
    }

    /// The members with stand-ins in place of names that neither the protocol nor the contract has.
    private func named(_ members: JSONObject) -> JSONObject {
        let shown = members.map { (Self.words.contains(Self.word($0.key)) ? $0.key : standIns.name($0.key), $0.value) }
        return JSONObject(shown) { first, _ in first }
    }

    /// A name without the prefix of the protocol.
    private static func word(_ name: String) -> String {
        name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
    }
}
