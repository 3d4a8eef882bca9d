import Documents
import Domain
import EmulatorCore

/// The operation that grades how clients and receivers have behaved.
struct GradeOperations: Sendable {
    let registry: SandboxRegistry

    var table: [String: ControlHandler] { ["getGrades": .now(get)] }

    @Sendable private func get(_ call: ControlCall) -> Answer {
        let rule = call.query["rule"]?.string.flatMap(GradeRule.init(rawValue:))
        var grading = Grading(rules: rule.map { [$0] } ?? GradeRule.allCases)
        switch call.scope {
        case .sandbox(let sandbox): grading.add(records(of: sandbox, named: nil))
        case .all: for sandbox in registry.sandboxes { grading.add(records(of: sandbox, named: sandbox.id)) }
        }
        return .control { writer in
            writer.key("data")
            writer.array { writer in for grade in grading.grades { grade.write(to: &writer) } }
        }
    }

    /// What a sandbox has recorded; the name is for answers about several sandboxes.
    private func records(of sandbox: Sandbox, named name: Identifier<Sandbox>?) -> GradedRecords {
        let world = sandbox.world
        let wall = registry.now
        let deliveries = world.change(at: wall) { state in
            state.removeOldDeliveries(at: state.now(wall: wall))
            return Array(state.deliveries.newestFirst(in: WebhookDelivery.ListKey()))
        }
        return GradedRecords(
            sandbox: name,
            entries: world.journal.entries(),
            hasAllRequests: world.journal.extent.evictedBeforeSeq == 1,
            deliveries: deliveries.result.reversed()
        )
    }
}

extension Grade {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("rule", rule.rawValue)
            writer.member("verdict", verdict.rawValue)
            writer.key("refs")
            writer.array { writer in for ref in refs { writer.value(ref) } }
            writer.member("detail", detail)
        }
    }
}
