import Contract
import Documents
import Domain
import EmulatorCore
import OrderedCollections

/// The operations on whole worlds: export, import and snapshots.
struct StateOperations: Sendable {
    let registry: SandboxRegistry

    var table: [String: ControlHandler] {
        [
            "getState": .now(get),
            "replaceState": .later(replace),
            "listSnapshots": .now(list),
            "createSnapshot": .now(create),
            "deleteSnapshot": .now(delete),
            "restoreSnapshot": .later(restore),
        ]
    }

    @Sendable private func get(_ call: ControlCall) throws(MockError) -> Answer {
        let sandbox = try call.oneSandbox(of: registry)
        let state = sandbox.world.read(at: registry.now) { copy $0 }
        return Answer(body: state.exported, contentType: "application/json")
    }

    @Sendable private func replace(_ call: ControlCall, _ complete: @escaping ControlCompletion) throws(MockError) {
        let sandbox = try call.oneSandbox(of: registry)
        let answer = Gathering(parts: 2, startingWith: ()) { _ in
            complete(.success(.control { $0.member("restored", true) }))
        }
        do throws(StateError) {
            let state = try WorldState(importing: call.body)
            _ = try registry.replaceState(of: sandbox, with: state) { answer.done() }
        } catch {
            throw MockError(error)
        }
        answer.done()
    }

    // MARK: Snapshots

    @Sendable private func list(_ call: ControlCall) throws(MockError) -> Answer {
        let snapshots = try call.oneSandbox(of: registry).snapshots
        return .control { writer in
            writer.key("data")
            writer.array { writer in
                for snapshot in snapshots { writer.object { writer in snapshot.write(to: &writer) } }
            }
        }
    }

    @Sendable private func create(_ call: ControlCall) throws(MockError) -> Answer {
        let sandbox = try call.oneSandbox(of: registry)
        guard let snapshot = sandbox.takeSnapshot(named: call.body["name"]?.string ?? "", wall: registry.now) else {
            throw MockError(ReadingError("/name", "must be 1 to 64 letters, digits, dots, hyphens and underscores"))
        }
        return .control(201) { writer in snapshot.write(to: &writer) }
    }

    @Sendable private func delete(_ call: ControlCall) throws(MockError) -> Answer {
        let name = call.path["name"] ?? ""
        guard try call.oneSandbox(of: registry).removeSnapshot(named: name) else { throw Self.missing(name) }
        return .control { writer in
            writer.member("name", name)
            writer.member("deleted", true)
        }
    }

    @Sendable private func restore(_ call: ControlCall, _ complete: @escaping ControlCompletion) throws(MockError) {
        let name = call.path["name"] ?? ""
        let sandbox = try call.oneSandbox(of: registry)
        let answer = Gathering(parts: 2, startingWith: ResetReport()) { report in
            complete(.success(Answer(report, to: call)))
        }
        guard let report = registry.restore(sandbox, snapshot: name, whenSilent: { answer.done() }) else {
            throw Self.missing(name)
        }
        answer.done { $0 = report }
    }

    private static func missing(_ name: String) -> MockError {
        MockError(.notFound, "There is no snapshot `\(name)`; GET /__admin/snapshots lists them.")
    }
}

extension SnapshotSummary {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.member("name", name)
        writer.member("at", at.description)
    }
}

extension MockError {
    /// The error for an imported state that is not valid.
    fileprivate init(_ error: StateError) {
        self.init(ReadingError(error.pointer.description, error.message, hint: error.hint))
    }
}
