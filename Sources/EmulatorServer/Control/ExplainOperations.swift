import Contract
import Documents
import EmulatorCore
import HTTPServing
import NIOHTTP1
import OrderedCollections

/// The operation that tries a request in copies of its sandbox, so that nothing changes.
struct ExplainOperations: Sendable {
    let registry: SandboxRegistry
    let api: ContractPipeline
    let mcp: ContractPipeline?
    let dashboard: ContractPipeline
    let nearMiss: NearMiss

    var table: [String: ControlHandler] { ["explainRequest": .now(explain)] }

    @Sendable private func explain(_ call: ControlCall) throws(MockError) -> Answer {
        let sandbox = try call.oneSandbox(of: registry)
        let path = call.body["path"]?.string ?? ""
        let part = ServedPart.of(path, contract: api.contract, hasTools: mcp != nil)
        let pipeline = try pipeline(of: part)
        let request = try Request(explainedBy: call, bodyLimit: part.bodyLimit)
        try checkKeys(of: request, against: sandbox)
        let run = DryRun(of: sandbox, in: registry)
        guard let explanation = Explanation(of: request, by: pipeline.inDryRun(run), in: run) else {
            throw Self.mistake("/headers", "has a key without a sandbox; send this call with the same key")
        }
        return .control { writer in explanation.write(to: &writer, nearMiss) }
    }

    private func pipeline(of part: ServedPart) throws(MockError) -> ContractPipeline {
        switch part {
        case .api: return api
        case .mcp: return mcp ?? api
        case .dashboard: return dashboard
        case .control: throw Self.mistake("/path", "belongs to the control API; only requests to the API are explained")
        }
    }

    /// Refuses a request with the key of another sandbox.
    private func checkKeys(of request: Request, against sandbox: Sandbox) throws(MockError) {
        let headers = request.head.headers
        let sent = SentCredentials(headers: headers, query: RequestTarget(request.head.uri).query)
        let bearer = AuthorizationField(headers, scheme: "bearer")?.credentials
        let keys = api.contract.securitySchemes.compactMap(sent.credential) + (bearer.map { [$0] } ?? [])
        let others = keys.compactMap(registry.sandbox(openedBy:)).filter { $0.id != sandbox.id }
        guard let other = others.first else { return }
        throw Self.mistake("/headers", "has the key of another sandbox, \(other.id); send this call with the same key")
    }

    private static func mistake(_ pointer: String, _ message: String) -> MockError {
        MockError([MockError.Finding(pointer: pointer, message: message)])
    }
}

extension Request {
    /// Reads the request that is to be explained; without a `Host`, it gets that of the call.
    fileprivate init(explainedBy call: ControlCall, bodyLimit: Int) throws(MockError) {
        let (json, text) = (call.body["body"], call.body["body_text"]?.string)
        guard json == nil || text == nil else {
            throw MockError([MockError.Finding(pointer: "/body_text", message: "cannot be given together with `body`")])
        }
        var head = HTTPRequestHead(
            version: .http1_1,
            method: HTTPMethod(rawValue: call.body["method"]?.string?.uppercased() ?? ""),
            uri: call.body["path"]?.string ?? ""
        )
        for (name, value) in call.body["headers"]?.object ?? [:] {
            head.headers.add(name: name, value: value.string ?? "")
        }
        if !head.headers.contains(name: "Host"), let host = call.request.head.headers.first(name: "Host") {
            head.headers.add(name: "Host", value: host)
        }
        if json != nil, !head.headers.contains(name: "Content-Type") {
            head.headers.add(name: "Content-Type", value: "application/json")
        }
        let bytes = json?.serialized ?? Array((text ?? "").utf8)
        self.init(
            head: head,
            body: bytes.count > bodyLimit ? .tooLarge(limit: bodyLimit) : .complete(bytes),
            isSecure: call.request.isSecure
        )
    }
}
