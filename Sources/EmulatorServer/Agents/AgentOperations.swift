import EmulatorCore
import HTTPServing
import Scenarios

/// The operations that tell coding agents about this server: a short index, and a guide with everything it can do.
struct AgentOperations: Sendable {
    let registry: SandboxRegistry
    let scenarios: ScenarioSource
    let origin: OriginPolicy
    let loaded: LoadedContract
    /// Whether the control API requires the admin token.
    let requiresToken: Bool

    var table: [String: ControlHandler] {
        ["getAgentIndex": .now(index), "getAgentGuide": .now(guide)]
    }

    @Sendable private func index(_ call: ControlCall) -> Answer {
        let text = AgentIndex(served: served(for: call.request)).text
        return Answer(body: Array(text.utf8), contentType: "text/plain; charset=utf-8")
    }

    @Sendable private func guide(_ call: ControlCall) -> Answer {
        let guide = AgentGuide(
            served: served(for: call.request),
            baseline: registry.baseline,
            scenarios: scenarios.library.entries(),
            catalog: loaded.catalog
        )
        return Answer(body: Array(guide.text.utf8), contentType: "text/markdown; charset=utf-8")
    }

    private func served(for request: Request) -> ServedFacts {
        ServedFacts(
            origin: origin.origin(of: request),
            contract: loaded.contract,
            control: ControlContract.contract,
            controlDocument: ControlContract.document,
            requiresToken: requiresToken
        )
    }
}
