import Documents
import Domain
import EmulatorCore
import EmulatorServer
import OrderedCollections
import Scenarios

/// The world of a replay: it starts in the same state as that of the bundle, and its clock is frozen between two steps.
struct ReplayWorld {
    private let bundle: FailureBundle
    private let control: ControlClient
    /// The id of the sandbox.
    private let sandbox: String
    private var secrets: SecretStandIns
    private var faults = ReplayFaults()
    private var now: Timestamp
    /// Whether the clock of the recorded world runs at this point.
    private(set) var isReal: Bool

    /// Creates a sandbox on the server, with a key of its own, and imports the start of the bundle.
    init(
        starting bundle: FailureBundle,
        on server: any RequestedServer,
        adminToken: String?,
        randomSeed: UInt64
    ) async throws(CommandError) {
        self.bundle = bundle
        var secrets = SecretStandIns(seed: randomSeed)
        let start = ReplayStart(bundle, secrets: &secrets, sendsWebhooks: server.sendsWebhooks)
        self.secrets = secrets
        now = start.now
        isReal = start.isReal
        control = ControlClient(server: server, key: start.key, adminToken: adminToken)
        var sandbox: JSONObject = ["api_key": .string(start.key)]
        if let seed = bundle.seed { sandbox["seed"] = .integer(seed) }
        let created = try await control.require("POST", "/__admin/sandboxes", .object(sandbox))
        self.sandbox = created["id"]?.string ?? ""
        do throws(CommandError) {
            try await begin(with: start.state, dropping: server.sendsWebhooks)
        } catch {
            try? await end()
            throw error
        }
    }

    /// Makes the world of the new sandbox the start of the bundle.
    private mutating func begin(with state: JSONValue, dropping: Bool) async throws(CommandError) {
        // The keyless fault rules of the server are not part of the bundle.
        try await control.require("POST", "/__admin/reset", ["to": "empty"])
        if dropping { try await control.require("POST", "/__admin/faults", ReplayFaults.dropRule) }
        try checkSuccess(of: try await control.send("PUT", "/__admin/state", state), with: "/start")
        for (index, rule) in bundle.startFaults.enumerated() {
            let draft = faults.draft(secrets.filled(rule))
            let created = try await control.send("POST", "/__admin/faults", draft)
            try checkSuccess(of: created, with: "/start_faults/\(index)")
        }
    }

    /// Throws an error with the place in the file if the server has refused that part of the bundle.
    private func checkSuccess(of response: ControlClient.Response, with part: String) throws(CommandError) {
        guard !response.isSuccess else { return }
        let first = response.json["errors"]?[0]
        let problem = first?["message"]?.string ?? response.problem
        throw .setting("\(bundle.file): \(part)\(first?["pointer"]?.string ?? "") \(problem)")
    }

    /// Deletes the sandbox.
    func end() async throws(CommandError) {
        try await control.require("DELETE", "/__admin/sandboxes/\(sandbox)")
    }

    // MARK: The clock

    /// Moves the clock to the time of a step; what becomes due runs at its own time, and attempts are answered.
    mutating func move(to moment: Timestamp) async throws(CommandError) {
        if moment < now {
            try await freeze(at: moment)
        } else {
            try await control.require("POST", "/__admin/clock/advance", ["to": .string(moment.description)])
        }
        now = moment
    }

    private func freeze(at moment: Timestamp) async throws(CommandError) {
        let setting: JSONValue = ["mode": "frozen", "now": .string(moment.description)]
        try await control.require("PUT", "/__admin/clock", setting)
    }

    // MARK: Actions

    /// Repeats a control request; returns what is wrong if it is refused here.
    mutating func perform(_ action: RecordedAction) async throws(CommandError) -> String? {
        try await move(to: action.at)
        let path = secrets.filled(action.path)
        let body = action.body.map { secrets.filled($0) }
        let steps = path.split(separator: "/").dropFirst().map { String($0).percentDecoded ?? String($0) }
        let response: ControlClient.Response
        switch (action.method, steps.first, steps.count) {
        case ("PUT", "clock", 1):
            try await setClock(body ?? [:], of: action)
            return nil
        case ("POST", "faults", 1):
            response = try await control.send(action.method, path, faults.draft(body ?? [:]))
        case ("DELETE", "faults", 1):
            response = try await control.send(action.method, path)
            faults.remove(nil)
            if control.server.sendsWebhooks {
                try await control.require("POST", "/__admin/faults", ReplayFaults.dropRule)
            }
        case ("DELETE", "faults", 2):
            response = try await control.send(action.method, path)
            faults.remove(steps[1])
        case ("PATCH", "faults", 2) where faults.isScripted(steps[1]):
            return nil
        default:
            response = try await control.send(action.method, path, body)
        }
        if steps == ["clock", "advance"] { now = Self.moment(response.json["now"]) ?? now }
        return response.isSuccess ? nil : response.problem
    }

    /// Sets the clock to the recorded time, but keeps it frozen.
    private mutating func setClock(_ body: JSONValue, of action: RecordedAction) async throws(CommandError) {
        isReal = body["mode"] == "real"
        let moment = Self.moment(body["now"]) ?? (isReal ? action.wallAt : action.at)
        try await freeze(at: moment)
        now = moment
    }

    private static func moment(_ json: JSONValue?) -> Timestamp? { json?.string.flatMap(Timestamp.init(iso8601:)) }

    // MARK: Requests

    /// The headers of a request that belong to its connection, or to the page that sent it.
    private static let dropped: Set<String> = [
        "accept-encoding", "connection", "content-encoding", "content-length", "expect", "host", "keep-alive", "origin",
        "referer", "te", "trailer", "transfer-encoding", "upgrade", "x-mock-admin-token",
    ]

    /// Moves the clock to the time of a request, and returns the request as it is sent here.
    mutating func prepare(_ recorded: BundledRequest) async throws(CommandError) -> DriverRequest {
        try await move(to: recorded.at)
        for change in faults.changes(before: recorded.fault) {
            let id = change.id.percentEncoded(keeping: \.isLetterOrDigit)
            try await control.require("PATCH", "/__admin/faults/\(id)", ["enabled": .bool(change.isEnabled)])
        }
        let query = recorded.query.map { secrets.filled($0).split(separator: "&", omittingEmptySubsequences: false) }
        let items = query.map { $0.map { $0.hasPrefix("sandbox=") ? "sandbox=\(sandbox)" : String($0) } }
        var headers: [HeaderField] = []
        for (name, value) in recorded.headers {
            let lowercased = name.lowercased()
            guard !Self.dropped.contains(lowercased), !lowercased.hasPrefix("sec-fetch-") else { continue }
            headers.append(HeaderField(name: name, value: secrets.filled(value)))
        }
        // Calls of pages have no key. With a key, they find their sandbox even if another sandbox has the same token.
        let hasKey = headers.contains { $0.name.lowercased() == "authorization" }
        if !hasKey, let key = control.key, items?.contains(where: { $0.hasPrefix("api_key=") }) != true {
            headers.append(HeaderField(name: "Authorization", value: "Bearer \(key)"))
        }
        return DriverRequest(
            method: recorded.method,
            target: secrets.filled(recorded.path) + (items.map { "?" + $0.joined(separator: "&") } ?? ""),
            headers: headers,
            body: filledBody(recorded.body)
        )
    }

    private mutating func filledBody(_ body: [UInt8]) -> [UInt8] {
        guard let json = try? JSONValue(parsing: body) else { return secrets.filled(body) }
        return secrets.filled(json).serialized
    }

    /// Remembers the tokens in a response, which later requests may have masked.
    mutating func learn(from response: JSONValue) {
        secrets.learn(from: response)
    }
}
