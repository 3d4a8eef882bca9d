package import Contract
import Documents
import Synchronization

/// The control API, put together at its first use: reading control.yaml costs a start more than all else.
final class LazyControl: Sendable {
    private let built = Mutex<ControlPipeline?>(nil)
    private let build: @Sendable (Contract) -> ControlPipeline

    init(build: @escaping @Sendable (Contract) -> ControlPipeline) {
        self.build = build
    }

    var pipeline: ControlPipeline {
        built.withLock { built in
            if let built { return built }
            let pipeline = build(ControlContract.contract)
            built = pipeline
            return pipeline
        }
    }
}

/// The control API's own contract, which is part of the program.
package enum ControlContract {
    /// The contract, read at first use and kept.
    package static let contract = load()

    /// Reads the embedded control.yaml; the tests hold it to be without a mistake.
    private static func load() -> Contract {
        do throws(DiagnosticsError) {
            return try ContractLoader.load(
                text: String(decoding: PackageResources.control_yaml, as: UTF8.self),
                name: "control.yaml"
            )
        } catch {
            preconditionFailure("control.yaml is part of the program: \(error)")
        }
    }
}
