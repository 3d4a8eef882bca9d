import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing

/// What a control handler sees of a request: its parts, validated against control.yaml, and the sandboxes that it acts on.
struct ControlCall: Sendable {
    let request: Request
    let path: PathParameters
    let query: [String: JSONValue]
    let body: JSONValue
    let scope: ControlScope
    let startedAt: ContinuousClock.Instant

    /// The sandboxes that a call acts on.
    func sandboxes(of registry: SandboxRegistry) -> [Sandbox] {
        switch scope {
        case .all: registry.sandboxes
        case .sandbox(let sandbox): [sandbox]
        }
    }

    /// The sandbox that holds what a call names by its id, unless the call itself names a sandbox.
    func sandbox(
        of registry: SandboxRegistry,
        holding what: String,
        where holds: (borrowing WorldState) -> Bool
    ) throws(MockError) -> Sandbox {
        switch scope {
        case .sandbox(let sandbox):
            guard sandbox.world.read(at: registry.now, { holds($0) }) else {
                throw MockError(.notFound, "This sandbox has no \(what).")
            }
            return sandbox
        case .all:
            guard let sandbox = try registry.only(where: holds) else {
                throw MockError(.notFound, "No sandbox has a \(what).")
            }
            return sandbox
        }
    }

    /// A member of the body that is a duration such as `5m` or `PT5M`; nil if there is none.
    func duration(_ name: String) throws(MockError) -> TimeSpan? {
        guard let value = body[name], !value.isNull else { return nil }
        guard let span = value.string.flatMap(TimeSpan.init) else { throw MockError(.noDuration(at: "/\(name)")) }
        return span
    }

    /// Reads the body as a setting.
    func read<Setting>(_ reader: (JSONValue) throws(ReadingError) -> Setting) throws(MockError) -> Setting {
        do throws(ReadingError) {
            return try reader(body)
        } catch {
            throw MockError(error)
        }
    }

    /// The seed in the body, which control.yaml has accepted; nil if there is none.
    var seed: UInt64? { body["seed"]?.integer.map { UInt64($0) } }

    /// A member of the body that is an instant, which control.yaml has accepted; nil if there is none.
    func instant(_ name: String) -> Timestamp? {
        body[name]?.string.flatMap(Timestamp.init(iso8601:))
    }

    /// The only sandbox that a call about one world can mean.
    func oneSandbox(of registry: SandboxRegistry) throws(MockError) -> Sandbox {
        if case .sandbox(let sandbox) = scope { return sandbox }
        let all = registry.sandboxes
        guard let only = all.first, all.count == 1 else {
            throw MockError(
                .sandboxRequired,
                "There are \(all.count) sandboxes; name one by its key (Authorization or ?api_key=) or by ?sandbox=."
            )
        }
        return only
    }
}

/// Takes the answer of a call that takes its time.
typealias ControlCompletion = @Sendable (Result<Answer, MockError>) -> Void

extension MockError {
    /// The refusal of a body that has the right shape and says something impossible.
    init(_ error: ReadingError) {
        self.init([Finding(error)])
    }
}

extension MockError.Finding {
    init(_ error: ReadingError) {
        self.init(pointer: error.pointer, message: error.message, hint: error.hint)
    }
}

extension Answer {
    /// Answers an object of the control API.
    static func control(_ status: Int = 200, _ body: (inout JSONWriter) -> Void) -> Answer {
        var writer = JSONWriter(capacity: 512)
        writer.object(body)
        return Answer(status: status, body: writer.bytes)
    }
}
