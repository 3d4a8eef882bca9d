import Contract
import Crypto
import Documents
import Domain
package import EmulatorCore
package import Scenarios
import Webhooks

/// Reads baselines from scenario files, and adds the seed and the webhook endpoint of the command line.
package struct ScenarioSource: Sendable {
    /// The available scenario files.
    package let library: ScenarioLibrary
    /// The secret of the subscriptions for which none is declared; nil if each sandbox draws its own.
    package var webhookSecret: String?
    private let seed: UInt64?
    private let endpoint: BaselineEndpoint?
    private let randomSeed: @Sendable () -> UInt64

    /// Creates a source for the folders in the configuration; their files are validated against the contract.
    package init(_ configuration: ServerConfiguration, _ loaded: LoadedContract, cache: ContractCache? = nil) {
        var reader = ScenarioReader(
            contract: loaded.contract,
            catalog: loaded.catalog,
            schema: cache.map(ScenarioSchema.published) ?? .published,
            randomSeed: configuration.randomSeed
        )
        reader.operations = DashboardOperations.table.keys.sorted()
        reader.environment = configuration.environment
        reader.holdsCertificates = ReceiverTrust.holdsCertificates
        library = ScenarioLibrary(
            directories: configuration.scenarioFolders,
            builtIn: configuration.offersShippedScenarios ? .shipped : .none,
            reader: reader
        )
        seed = configuration.seed
        randomSeed = configuration.randomSeed
        endpoint = configuration.webhook.map { webhook in
            BaselineEndpoint(url: webhook.url, secret: webhook.secret, events: loaded.contract.webhooks.map(\.name))
        }
    }

    /// Returns the baseline of a scenario, by name or by path.
    package func baseline(_ name: String) throws(ScenarioLookupError) -> Baseline {
        prepared(try library.baseline(name))
    }

    /// Returns the baseline that a scenario file with that content has.
    func baseline(with content: JSONValue) throws(ScenarioLookupError) -> Baseline {
        do throws(DiagnosticsError) {
            let text = content.indented
            var baseline = try library.reader.read(try SourceDocument(text, file: "scenario.json")).baseline
            baseline.file = nil
            baseline.text = text
            return prepared(baseline)
        } catch {
            throw .broken(error)
        }
    }

    /// Returns the baseline of the scenario `default` if there is one, else the built-in baseline.
    package func standard() throws(ScenarioLookupError) -> Baseline {
        do throws(ScenarioLookupError) {
            return try baseline("default")
        } catch .unknown {
            return builtIn()
        }
    }

    /// Returns the baseline that is part of the program.
    package func builtIn() -> Baseline {
        prepared(.standard(seed: seed, randomSeed: randomSeed()))
    }

    /// Reads a baseline's file again; nil if it has not changed, does not exist or was deleted.
    func change(of baseline: Baseline) throws(ScenarioLookupError) -> Baseline? {
        guard let file = baseline.file else { return nil }
        do throws(ScenarioLookupError) {
            let latest = try library.baseline(file)
            return latest.revision == baseline.revision ? nil : prepared(latest)
        } catch .unknown {
            return nil
        }
    }

    /// The mistakes in the text of a scenario file.
    func mistakes(in text: [UInt8]) -> [Diagnostic] {
        do throws(DiagnosticsError) {
            _ = try library.reader.read(try SourceDocument(text, file: "scenario.yaml"))
            return []
        } catch {
            return error.diagnostics
        }
    }

    /// Adds the seed and the webhook endpoint of the command line to a baseline.
    package func prepared(_ baseline: Baseline) -> Baseline {
        var baseline = baseline.reseeded(seed)
        baseline.endpoint = endpoint
        baseline.webhookSecret = webhookSecret
        return baseline
    }
}

extension ScenarioSchema {
    /// The schema of scenario files in control.yaml.
    package static let published = ScenarioSchema(control: ControlContract.document)

    /// The same schema from a cached copy, because reading control.yaml would double the start time.
    fileprivate static func published(cache: ContractCache) -> ScenarioSchema {
        let digest = SHA256.hash(data: ControlContract.bytes).hexadecimal
        if let copy = cache.copy(.schema, of: digest), let document = try? JSONValue(parsing: copy) {
            return ScenarioSchema(document: document)
        }
        cache.store(published.document, as: .schema, digest: digest)
        return published
    }
}

extension BuiltInScenarios {
    /// The scenarios in the repository.
    fileprivate static let shipped = BuiltInScenarios(
        names: ShippedFiles.paths.filter { $0.hasPrefix("scenarios/") }.map { String($0.dropFirst(10).dropLast(5)) },
        content: { ShippedFiles.bytes(of: "scenarios/\($0).yaml") ?? [] }
    )
}
