import Contract
import Crypto
import Documents
import Domain
package import EmulatorCore
package import Scenarios
import Webhooks

/// Where baselines come from: scenario files, with what the command line adds to each of them.
package struct ScenarioSource: Sendable {
    /// The files that there are.
    package let library: ScenarioLibrary
    private let seed: UInt64?
    private let endpoint: BaselineEndpoint?
    private let randomSeed: @Sendable () -> UInt64

    /// The files in the folders of the configuration, validated against a contract.
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
        library = ScenarioLibrary(directories: configuration.scenarioFolders, reader: reader)
        seed = configuration.seed
        randomSeed = configuration.randomSeed
        endpoint = configuration.webhook.map { webhook in
            BaselineEndpoint(url: webhook.url, secret: webhook.secret, events: loaded.contract.webhooks.map(\.name))
        }
    }

    /// The baseline of a name or of a path.
    package func baseline(_ name: String) throws(ScenarioLookupError) -> Baseline {
        prepared(try library.scenario(name).baseline)
    }

    /// The baseline that holds when nothing is named: the file `default` if there is one.
    package func standard() throws(ScenarioLookupError) -> Baseline {
        do throws(ScenarioLookupError) {
            return try baseline("default")
        } catch .unknown {
            return builtIn()
        }
    }

    /// The baseline that is part of the program.
    package func builtIn() -> Baseline {
        prepared(.standard(seed: seed, randomSeed: randomSeed()))
    }

    /// What a baseline's file says now; nil if that is the same, or if there is no file.
    ///
    /// A file that is gone changes nothing.
    func change(of baseline: Baseline) throws(ScenarioLookupError) -> Baseline? {
        guard let file = baseline.file else { return nil }
        do throws(ScenarioLookupError) {
            let latest = try library.scenario(file).baseline
            return latest.revision == baseline.revision ? nil : prepared(latest)
        } catch .unknown {
            return nil
        }
    }

    /// What is wrong with a scenario's text.
    func mistakes(in text: [UInt8]) -> [Diagnostic] {
        do throws(DiagnosticsError) {
            _ = try library.reader.read(try SourceDocument(text, file: "scenario.yaml"))
            return []
        } catch {
            return error.diagnostics
        }
    }

    private func prepared(_ baseline: Baseline) -> Baseline {
        var baseline = baseline.reseeded(seed)
        baseline.endpoint = endpoint
        return baseline
    }
}

extension ScenarioSchema {
    /// The shape of scenario files, as control.yaml describes it.
    package static let published = ScenarioSchema(control: ControlContract.document)

    /// The same from a copy, as reading control.yaml would double the time of a start.
    fileprivate static func published(cache: ContractCache) -> ScenarioSchema {
        let digest = SHA256.hash(data: PackageResources.control_yaml).hexadecimal
        if let copy = cache.copy(.schema, of: digest), let document = try? JSONValue(parsing: copy) {
            return ScenarioSchema(document: document)
        }
        cache.store(published.document, as: .schema, digest: digest)
        return published
    }
}
