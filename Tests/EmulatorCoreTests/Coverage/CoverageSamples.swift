import Domain

@testable import EmulatorCore

extension JournalEntry.Outcome {
    /// The outcome of a request that has ended.
    static func sample(
        _ operation: String?,
        _ status: Int?,
        error: String? = nil,
        injection: JournalEntry.Injection? = nil
    ) -> JournalEntry.Outcome {
        var outcome = JournalEntry.Outcome()
        outcome.operation = operation
        outcome.status = status
        outcome.error = error
        outcome.injection = injection
        return outcome
    }
}

extension World {
    /// A world with the standard organization, whose events a recorder counts.
    static func counted(by recorder: CoverageRecorder?) -> World {
        .sample(World.sample().transaction { copy $0 }, coverage: recorder)
    }

    /// Triggers an event of a type.
    func triggerEvent(_ type: String) {
        transaction { state in
            _ = state.trigger(at: .start) { id in
                WebhookEvent(type: type, id: id.description, source: .kirim, body: Array("{}".utf8))
            }
        }
    }
}
