import Documents
import Domain
import OrderedCollections

/// The checks of a JSON-RPC request, by its era.
struct RequestCheck {
    private static let prefix = "io.modelcontextprotocol/"
    private static let versionKey = prefix + "protocolVersion"
    private static let capabilitiesKey = prefix + "clientCapabilities"

    let id: RPCRequestID
    let method: String
    let params: JSONValue?
    let fields: MCPHeaders
    let served: [MCPRevision]

    /// The request, or the answer that refuses it.
    var outcome: MCPExchange.Outcome {
        let era = era
        do throws(RPCError) {
            switch era {
            case .modern: return .request(try modernRequest())
            case .handshake: return try handshakeOutcome()
            }
        } catch {
            return .answered(MCPAnswer(error, id: id, era: era))
        }
    }

    /// Decides the era; the key in `_meta` counts, and not `_meta` itself, which earlier clients also send.
    private var era: MCPRevision.Era {
        params?["_meta"]?[Self.versionKey] != nil ? .modern : fields.era
    }

    // MARK: The handshake era

    private func handshakeOutcome() throws(RPCError) -> MCPExchange.Outcome {
        guard method != "initialize" else { return initialize() }
        let version = fields.version.first ?? MCPRevision.march2025.rawValue
        guard let revision = served.first(where: { $0.rawValue == version }) else {
            return .answered(
                MCPAnswer(.unsupportedVersion(version, served: served, code: .invalidParams), id: id, status: 400)
            )
        }
        let requested: MCPRequest.Method =
            switch method {
            case "ping": .ping
            case "tools/list": try listing()
            case "tools/call": try call()
            default: throw .unknownMethod
            }
        return .request(MCPRequest(id: id, method: requested, revision: revision))
    }

    /// Agrees on the version that the client asks for, or else on the newest one of the era that is served.
    private func initialize() -> MCPExchange.Outcome {
        let asked = params?["protocolVersion"]?.string
        let handshakes = served.filter { $0.era == .handshake }
        guard let revision = handshakes.first(where: { $0.rawValue == asked }) ?? handshakes.first else {
            return .answered(MCPAnswer(.unsupportedVersion(asked ?? "", served: served), id: id, status: 400))
        }
        return .request(MCPRequest(id: id, method: .initialize, revision: revision))
    }

    // MARK: The modern era

    private func modernRequest() throws(RPCError) -> MCPRequest {
        let version = try requiredMeta()
        try require(fields.version, "MCP-Protocol-Version", version)
        guard let revision = served.first(where: { $0.rawValue == version && $0.era == .modern }) else {
            throw .unsupportedVersion(version, served: served)
        }
        try require(fields.method, "Mcp-Method", method)
        if let name = Self.routedMember(of: method).flatMap({ params?[$0]?.string }) {
            try require(fields.name.map(Self.decoded), "Mcp-Name", name)
        }
        let requested: MCPRequest.Method =
            switch method {
            case "server/discover": .discover
            case "tools/list": try listing()
            case "tools/call": try call()
            default: throw .unknownMethod
            }
        return MCPRequest(id: id, method: requested, revision: revision)
    }

    /// Checks the required keys of `params._meta` and returns the version.
    private func requiredMeta() throws(RPCError) -> String {
        let meta = params?["_meta"]
        if meta?[Self.versionKey] == nil, let sent = fields.version.first,
            !served.contains(where: { $0.rawValue == sent })
        {
            throw .unsupportedVersion(sent, served: served, code: .invalidParams)
        }
        let missing = [Self.versionKey, Self.capabilitiesKey].filter { meta?[$0] == nil }
        guard missing.isEmpty else {
            throw RPCError(.invalidParams, "params._meta lacks \(missing.joined(separator: ", "))")
        }
        guard let version = meta?[Self.versionKey]?.string else {
            throw RPCError(.invalidParams, "params._meta: \(Self.versionKey) must be a string")
        }
        guard meta?[Self.capabilitiesKey]?.object != nil else {
            throw RPCError(.invalidParams, "params._meta: \(Self.capabilitiesKey) must be an object")
        }
        return version
    }

    /// Requires that a header was sent once, and with the value that the body has.
    private func require(_ sent: [String?], _ header: String, _ value: String) throws(RPCError) {
        guard let first = sent.first else { throw RPCError(.headerMismatch, "\(header) is missing") }
        guard sent.count == 1 else { throw RPCError(.headerMismatch, "\(header) was sent more than once") }
        guard first == value else { throw RPCError(.headerMismatch, "\(header) does not match the body") }
    }

    /// The member of `params` that the header `Mcp-Name` repeats.
    private static func routedMember(of method: String) -> String? {
        switch method {
        case "tools/call", "prompts/get": "name"
        case "resources/read": "uri"
        default: nil
        }
    }

    /// The value of the header `Mcp-Name`; nil if it has the encoded form and cannot be decoded.
    private static func decoded(_ value: String) -> String? {
        guard value.hasPrefix("=?base64?"), value.hasSuffix("?="), value.utf8.count >= 11 else { return value }
        guard let bytes = Base64.bytes(of: String(value.dropFirst(9).dropLast(2))) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    // MARK: Parameters

    private func listing() throws(RPCError) -> MCPRequest.Method {
        try checkParams()
        guard params?["cursor"]?.isNull ?? true else { throw RPCError(.invalidParams, "Unknown cursor") }
        return .listTools
    }

    private func call() throws(RPCError) -> MCPRequest.Method {
        try checkParams()
        guard let name = params?["name"]?.string else {
            throw RPCError(.invalidParams, "params.name must be a string")
        }
        guard let sent = params?["arguments"], !sent.isNull else { return .callTool(name: name, arguments: [:]) }
        guard let arguments = sent.object else { throw RPCError(.invalidParams, "params.arguments must be an object") }
        return .callTool(name: name, arguments: arguments)
    }

    private func checkParams() throws(RPCError) {
        guard params == nil || params?.object != nil else {
            throw RPCError(.invalidParams, "params must be an object")
        }
    }
}

extension RPCError {
    fileprivate static let unknownMethod = RPCError(.methodNotFound, "Method not found")
}
