package import Contract
import Domain
package import EmulatorCore
package import EmulatorServer
package import HTTPServing
package import Webhooks

/// An emulator in the test's own process, with a clock that the test moves.
package struct Emulator: Sendable {
    /// The emulator, built by the same function as in the program.
    package let application: EmulatorApplication
    /// The clock of the emulator.
    package let clock: ManualClock
    /// The contract that responses are validated against.
    package let contract: Contract

    /// A client of the API that sends this key, or no key if it is nil.
    package func client(_ key: String? = "kdv_test_a", over connection: ConnectionIdentity? = nil) -> TestClient {
        var client = TestClient(
            responder: application.responder,
            contract: contract,
            basePath: contract.basePath,
            key: key
        )
        client.connection = connection
        return client
    }

    /// A client whose paths are not prefixed with the base path, such as `/__admin/health`.
    package func rootClient(_ key: String? = nil) -> TestClient {
        TestClient(responder: application.responder, contract: contract, basePath: "", key: key)
    }

    /// A client of the control API; with a key, its requests act on the sandbox of that key.
    package func control(_ key: String? = nil) -> TestClient {
        TestClient(responder: application.responder, contract: ContractLibrary.control, basePath: "", key: key)
    }

    /// The world of a key's sandbox, which is created if it does not exist yet.
    package func world(of key: String = "kdv_test_a") throws -> World {
        guard case .sandbox(let sandbox) = application.registry.admit(key) else {
            throw TestFailure("no sandbox for \(key)")
        }
        return sandbox.world
    }
}

/// Runs a test with its own emulator; `adjust` changes the settings that the emulator starts with.
///
/// The emulator serves openapi.yaml unless a `contract` is given, and starts with the built-in baseline unless a
/// `scenario` of the checkout is named. Webhooks are sent over the network unless a `transport` is given.
package func withEmulator(
    _ adjust: (inout ServerConfiguration) -> Void = { _ in },
    contract: LoadedContract? = nil,
    scenario: String? = nil,
    transport: any WebhookTransport = SharedTransport.http,
    _ body: (Emulator) async throws -> Void
) async throws {
    try await Places.shared.take {
        try await withBuiltEmulator(adjust, contract, scenario, transport, body)
    }
}

private func withBuiltEmulator(
    _ adjust: (inout ServerConfiguration) -> Void,
    _ contract: LoadedContract?,
    _ scenario: String?,
    _ transport: any WebhookTransport,
    _ body: (Emulator) async throws -> Void
) async throws {
    let clock = ManualClock()
    var configuration = ServerConfiguration()
    configuration.seed = 42
    configuration.logFormat = nil
    configuration.clock = clock.emulatorClock
    configuration.scenarioFolders = [SourceTree.root]
    adjust(&configuration)
    let loaded = try contract ?? ContractLibrary.loaded.get()
    let scenarios = ScenarioSource(configuration, loaded)
    let application = buildApplication(
        configuration: configuration,
        contract: loaded,
        scenarios: scenarios,
        baseline: try scenario.map { try scenarios.baseline($0) },
        transport: transport
    )
    try await body(Emulator(application: application, clock: clock, contract: loaded.contract))
}
