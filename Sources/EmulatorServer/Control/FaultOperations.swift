import Contract
import Documents
import Domain
import EmulatorCore
import OrderedCollections

/// The operations on fault rules and on their presets, which are the contract's error codes.
struct FaultOperations: Sendable {
    let registry: SandboxRegistry
    let contract: Contract
    let catalog: ErrorCatalog
    let reader: FaultRuleReader

    var table: [String: ControlHandler] {
        [
            "listFaults": .now(list),
            "createFault": .now(create),
            "getFault": .now(get),
            "updateFault": .now(update),
            "deleteFaults": .now(delete),
            "deleteFault": .now(delete),
            "listFaultPresets": .now(presets),
        ]
    }

    @Sendable private func list(_ call: ControlCall) -> Answer {
        let rules = registry.faults(of: call.scope.sandbox)
        let now = registry.now
        return .control { writer in
            writer.key("data")
            writer.array { writer in
                for row in rules { writer.object { writer in row.write(to: &writer, at: now) } }
            }
        }
    }

    @Sendable private func create(_ call: ControlCall) throws(MockError) -> Answer {
        let mistakes = reader.mistakes(in: call.body)
        guard mistakes.isEmpty else { throw MockError(mistakes.map(MockError.Finding.init)) }
        let plan = call.scope.sandbox?.world.faults ?? registry.unmatchedFaults
        let rule = try call.read { body throws(ReadingError) in try reader.rule(body, drawnID: plan.drawID()) }
        registry.addFault(rule, to: call.scope.sandbox)
        call.action?.complete("id", with: .string(rule.id))
        let now = registry.now
        let row = ListedFault(sandbox: call.scope.sandbox?.id, rule: rule)
        return .control(201) { writer in row.write(to: &writer, at: now) }
    }

    @Sendable private func get(_ call: ControlCall) throws(MockError) -> Answer {
        let row = try row(call)
        let now = registry.now
        let log = registry.hits(of: row.rule.id, in: call.scope.sandbox)
        return .control { writer in
            row.write(to: &writer, at: now)
            writer.key("hit_log")
            writer.array { writer in
                for (sandbox, hits) in log {
                    for hit in hits {
                        writer.object { writer in
                            writer.member("sandbox", sandbox?.description)
                            hit.write(to: &writer, at: now)
                        }
                    }
                }
            }
        }
    }

    @Sendable private func update(_ call: ControlCall) throws(MockError) -> Answer {
        let id = call.path["id"] ?? ""
        let isEnabled = call.body["enabled"]?.bool ?? true
        guard registry.setFaultEnabled(isEnabled, id, of: call.scope.sandbox) else { throw missing(id) }
        let row = try row(call)
        let now = registry.now
        return .control { writer in row.write(to: &writer, at: now) }
    }

    @Sendable private func delete(_ call: ControlCall) throws(MockError) -> Answer {
        let id = call.path["id"]
        let deleted = registry.removeFaults(id, of: call.scope.sandbox)
        if let id, deleted == 0 { throw missing(id) }
        return .control { $0.member("deleted", deleted) }
    }

    private func row(_ call: ControlCall) throws(MockError) -> ListedFault {
        let id = call.path["id"] ?? ""
        guard let found = registry.fault(id, of: call.scope.sandbox) else { throw missing(id) }
        return found
    }

    private func missing(_ id: String) -> MockError {
        MockError(
            .notFound,
            "There is no fault rule `\(id)` here; GET /__admin/faults lists them. A rule of one sandbox needs its ?sandbox=."
        )
    }

    // MARK: Presets

    @Sendable private func presets(_ call: ControlCall) -> Answer {
        .control { writer in
            writer.key("data")
            writer.array { writer in
                for entry in catalog.entries {
                    writer.object { writer in
                        writer.member("name", entry.code)
                        writer.member("status", entry.status)
                        writer.member("type", entry.type)
                        writer.member("code", entry.code)
                        writer.key("operations")
                        writer.array { writer in
                            for operation in contract.operations where operation.lists(code: entry.code) {
                                writer.value(operation.id)
                            }
                        }
                    }
                }
            }
        }
    }
}
