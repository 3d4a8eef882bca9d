import Contract
import Documents
import Domain
import Foundation

@testable import EmulatorCore
@testable import Scenarios

/// The checkout that the tests run in, and the files that they read from it.
enum Checkout {
    static let root = String(#filePath.dropLast("/Tests/ScenariosTests/Support.swift".count))
    static let contract = Result { try ContractLoader.load(file: root + "/openapi.yaml") }
    static let control = Result {
        let file = root + "/Sources/EmulatorServer/Control/control.yaml"
        return try ContractLoader.load(file: file, checkEverything: true)
    }
    static let schema = Result { ScenarioSchema(control: try control.get().document) }
}

extension Timestamp {
    /// 2026-06-04T10:00:00.000Z, when the worlds of these tests are created.
    static let start = Timestamp(milliseconds: 1_780_567_200_000)
}

extension ScenarioReader {
    /// A reader with the contract of the checkout.
    static func sample(
        _ environment: [String: String] = [:],
        randomSeed: @escaping @Sendable () -> UInt64 = { 7 }
    ) throws -> ScenarioReader {
        let contract = try Checkout.contract.get()
        var reader = ScenarioReader(
            contract: contract,
            catalog: contract.errorCatalog,
            schema: try Checkout.schema.get(),
            randomSeed: randomSeed
        )
        reader.operations = ["restoreCustomer", "assignAccount", "unassignAccount"]
        reader.environment = environment
        return reader
    }
}

/// Reads a scenario from a text.
func scenario(
    _ text: String,
    file: String = "scenarios/sample.yaml",
    _ environment: [String: String] = [:]
) throws -> Scenario {
    try ScenarioReader.sample(environment).read(try SourceDocument(text, file: file))
}

/// Reads the baseline of a text with `version: 1` before it.
func baseline(_ text: String, _ environment: [String: String] = [:]) throws -> Baseline {
    try scenario("version: 1\n" + text, environment).baseline
}

/// Reads the steps of a text with `version: 1` before it.
func steps(_ text: String) throws -> [Step] {
    try scenario("version: 1\n" + text).steps
}

/// The diagnostics of a scenario text; empty if it can be used.
func diagnostics(
    _ text: String,
    file: String = "broken.yaml",
    _ environment: [String: String] = [:]
) throws -> [Diagnostic] {
    do {
        _ = try scenario(text, file: file, environment)
        return []
    } catch let error as DiagnosticsError {
        return error.diagnostics
    }
}

/// Creates a world from a baseline.
func world(_ baseline: Baseline, key: String = "kdv_test_local", at now: Timestamp = .start) -> WorldState {
    var state = WorldState(
        organization: baseline.organization(key: key, layer: OrganizationPatch()),
        seed: WorldSeed(value: baseline.seed ?? 1, key: key)
    )
    baseline.fill(&state, webhookSecret: "whsec_of_the_sandbox", at: now)
    return state
}

extension WorldState {
    /// The customers, the oldest first.
    var allCustomers: [Customer] {
        CustomerStatus.allCases.flatMap { customers.newestFirst(in: .status($0, team: nil)) }
            .sorted { ($0.createdAt, $0.name) < ($1.createdAt, $1.name) }
    }

    /// The subscriptions, the oldest first.
    var allSubscriptions: [WebhookSubscription] {
        webhookSubscriptions.newestFirst(in: .all).reversed()
    }
}
