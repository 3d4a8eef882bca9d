import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing

/// A control request for its handler: its parts, validated against control.yaml, and the sandboxes that it acts on.
struct ControlCall: Sendable {
    let request: Request
    let path: PathParameters
    let query: [String: JSONValue]
    let body: JSONValue
    let scope: ControlScope
    /// The record of the request, if its operation has one.
    let action: PendingAction?
    let startedAt: ContinuousClock.Instant

    /// Whether the request is about what belongs to no sandbox.
    var isAboutNoSandbox: Bool { query["sandbox"] == .string(ControlScope.noSandbox) }

    /// The sandboxes that the request acts on.
    func sandboxes(of registry: SandboxRegistry) -> [Sandbox] {
        switch scope {
        case .all: registry.sandboxes
        case .sandbox(let sandbox): [sandbox]
        }
    }

    /// The sandbox that contains what the request names by id: the sandbox of the request, or the only one that has it.
    ///
    /// `what` describes it in the message of the error, such as "delivery `wbd_1`".
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
            action?.limit(to: sandbox)
            return sandbox
        }
    }

    /// A member of the body as a duration such as `5m` or `PT5M`; nil if it is absent or null.
    func duration(_ name: String) throws(MockError) -> TimeSpan? {
        guard let value = body[name], !value.isNull else { return nil }
        guard let span = value.string.flatMap(TimeSpan.init) else { throw MockError(.noDuration(at: "/\(name)")) }
        return span
    }

    /// Reads the body with `reader` and turns its error into `invalid_body`.
    func read<Setting>(_ reader: (JSONValue) throws(ReadingError) -> Setting) throws(MockError) -> Setting {
        do throws(ReadingError) {
            return try reader(body)
        } catch {
            throw MockError(error)
        }
    }

    /// The member `seed` of the body, which the schema has validated; nil if it is absent.
    var seed: UInt64? { body["seed"]?.integer.map { UInt64($0) } }

    /// A member of the body as an instant, which the schema has validated; nil if it is absent.
    func instant(_ name: String) -> Timestamp? {
        body[name]?.string.flatMap(Timestamp.init(iso8601:))
    }

    /// The sandbox for a request that acts on one world: the one that it names, or the only one that exists.
    func oneSandbox(of registry: SandboxRegistry) throws(MockError) -> Sandbox {
        if case .sandbox(let sandbox) = scope { return sandbox }
        let only = try registry.onlySandbox()
        action?.limit(to: only)
        return only
    }
}

/// Receives the answer of a `ControlHandler.later`.
typealias ControlCompletion = @Sendable (Result<Answer, MockError>) -> Void

extension MockError {
    /// The error for a body that matches its schema but has an impossible value.
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
    /// Creates an answer with a JSON object, whose members `body` writes.
    static func control(_ status: Int = 200, _ body: (inout JSONWriter) -> Void) -> Answer {
        var writer = JSONWriter(capacity: 512)
        writer.object(body)
        return Answer(status: status, body: writer.bytes)
    }
}
