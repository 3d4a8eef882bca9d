import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Scenarios

/// A call of a tool of the fixture.
struct FixtureCall: Sendable {
    /// What a call acts on.
    enum Target {
        /// The sandbox with an id, which the argument `sandbox` or the URL gives.
        case sandbox(String)
        /// The sandbox of a key, which the request has.
        case key(String)
        /// All sandboxes, by `all` in place of the id.
        case all
        /// Nothing is named, which the control API takes for all sandboxes.
        case unnamed
    }

    /// The arguments that are given.
    let arguments: JSONObject
    private(set) var target: Target
    let control: ControlPipeline
    /// The origin of URLs in results.
    let base: String
    private let request: Request

    init(_ arguments: JSONObject, of call: ControlCall, control: ControlPipeline, base: String) {
        let key =
            call.query["api_key"]?.string
            ?? AuthorizationField(call.request.head.headers, scheme: "bearer")?.credentials
        self.arguments = arguments
        self.control = control
        self.base = base
        request = call.request
        target =
            switch (arguments["sandbox"] ?? call.query["sandbox"]).map(\.plainText) {
            case "all"?: .all
            case let id?: .sandbox(id)
            case nil: key.map(Target.key) ?? .unnamed
            }
    }

    /// Whether the call says which sandbox it is about.
    var isNamed: Bool {
        switch target {
        case .sandbox, .key, .all: true
        case .unnamed: false
        }
    }

    /// The id of the sandbox of the call; nil for all sandboxes, and for a key that has no sandbox yet.
    var sandboxID: String? {
        switch target {
        case .sandbox(let id): id
        case .key(let key): control.registry.sandbox(openedBy: key)?.id.description
        case .all, .unnamed: nil
        }
    }

    /// Whether the call has a key that has no sandbox yet.
    var hasUnusedKey: Bool {
        if case .key = target { sandboxID == nil } else { false }
    }

    /// The same call for another target.
    func targeting(_ target: Target) -> FixtureCall {
        var call = self
        call.target = target
        return call
    }

    // MARK: Control requests

    /// The control request of an operation; each argument is a parameter or a member of the body, by its name.
    func request(
        _ id: String,
        adding others: JSONObject = [:],
        leavingOut hidden: Set<String> = []
    ) -> ControlRequest {
        var values = arguments.filter { $0.key != "sandbox" && !hidden.contains($0.key) }
        values.merge(others) { $1 }
        let operation = control.contract.operation(id)
        var path: [String: String] = [:]
        for name in operation?.captureNames ?? [] {
            path[name] = values.removeValue(forKey: name).map(\.plainText)
        }
        var query = namedTarget
        for name in operation?.queryOrder ?? [] {
            if let value = values.removeValue(forKey: name) { query.append((name, value.plainText)) }
        }
        let body = operation?.hasRequestBody == true ? JSONValue.object(values) : nil
        return ControlRequest(id, path: path, query: query, body: body, of: control.contract)
    }

    private var namedTarget: [(name: String, value: String)] {
        switch target {
        case .sandbox(let id): [("sandbox", id)]
        case .key(let key): [("api_key", key)]
        case .all, .unnamed: []
        }
    }

    /// Sends a control request with the headers of the call, so that the guards see the same caller.
    func reply(to control: ControlRequest) -> Reply {
        var head = request.head
        head.method = HTTPMethod(rawValue: control.method)
        head.uri = control.target
        // The target is in the query. The rest describes the body of the call.
        for name in ["Authorization", "Content-Encoding", "Content-Length", "Transfer-Encoding"] {
            head.headers.remove(name: name)
        }
        head.headers.replaceOrAdd(name: "Content-Type", value: "application/json")
        let body = control.body?.serialized ?? []
        return self.control.respond(to: Request(head: head, body: .complete(body), isSecure: request.isSecure))
    }

    /// The JSON of a response; throws the result for a problem document.
    func content(of response: Response) throws(FixtureResult) -> JSONValue {
        let json = (try? JSONValue(parsing: response.body)) ?? .null
        guard response.headers.first(name: "Content-Type") == "application/problem+json" else { return json }
        let result = FixtureResult(problem: json)
        throw json["code"]?.string == MockError.Code.sandboxRequired.rawValue ? result.listing(sandboxes) : result
    }

    /// Sends a control request that is answered at once, and returns the JSON of its response.
    func read(_ request: ControlRequest) throws(FixtureResult) -> JSONValue {
        guard case .now(let response) = reply(to: request).content else { return .null }
        return try content(of: response)
    }

    /// The first sandboxes in a short form, the oldest first.
    var sandboxes: [JSONValue] {
        let rows = sandboxRows.firstRows.array ?? []
        return rows.map { .object($0.members(["id", "key_last4", "customers", "requests"])) }
    }

    /// The ids of all sandboxes, the oldest first.
    var sandboxIDs: [String] { (sandboxRows.array ?? []).compactMap { $0["id"]?.string } }

    private var sandboxRows: JSONValue {
        let list = ControlRequest("listSandboxes", of: control.contract)
        guard case .now(let response) = reply(to: list).content else { return [] }
        return (try? JSONValue(parsing: response.body))?["data"] ?? []
    }

    // MARK: URLs

    /// The URL of a GET operation for the sandbox of the call, or for the given one.
    func url(
        _ id: String,
        path: [String: String] = [:],
        query: [(name: String, value: String)] = [],
        sandbox: String? = nil
    ) -> JSONValue {
        let named = (sandbox ?? sandboxID).map { [(name: "sandbox", value: $0)] } ?? []
        let request = ControlRequest(id, path: path, query: query + named, of: control.contract)
        return .string(base + request.target)
    }

    /// The URL of a GET operation whose query parameters are arguments of the call, for at most `limit` rows.
    func urlOfSameQuery(_ id: String, limit: Int) -> JSONValue {
        let names = control.contract.operation(id)?.queryOrder.filter { $0 != "sandbox" } ?? []
        let query = names.compactMap { name in arguments[name].map { (name: name, value: $0.plainText) } }
        return url(id, query: query + [("limit", String(limit))])
    }

    /// The URL of what a reference such as `sbx_…/request:3` or `event:evt_…` names; nil if it is in no sandbox.
    func url(ofReference reference: String) -> JSONValue? {
        let place = reference.split(separator: "/")
        let sandbox = place.count == 2 ? String(place[0]) : sandboxID
        guard sandbox != nil, let parts = place.last?.split(separator: ":", maxSplits: 1), parts.count == 2 else {
            return nil
        }
        let id = String(parts[1])
        return switch parts[0] {
        case "request": url("getRequest", path: ["seq": id], sandbox: sandbox)
        case "event": url("getEvent", path: ["id": id], sandbox: sandbox)
        case "delivery": url("getDelivery", path: ["id": id], sandbox: sandbox)
        default: nil
        }
    }
}
