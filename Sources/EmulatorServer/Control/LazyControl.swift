package import Contract
import Documents
import Synchronization

/// What control.yaml describes, put together.
struct Control: Sendable {
    /// The control API and the pages.
    let pipeline: ControlPipeline
    /// The calls of the operator's dashboard, which answer as the API does.
    let dashboard: ContractPipeline
    /// The operations of both, to be compared with control.yaml.
    let operations: Set<String>
}

/// The control API, put together at its first use: reading control.yaml costs a start more than all else.
final class LazyControl: Sendable {
    private let built = Mutex<Control?>(nil)
    private let build: @Sendable (Contract) -> Control

    init(build: @escaping @Sendable (Contract) -> Control) {
        self.build = build
    }

    var value: Control {
        built.withLock { built in
            if let built { return built }
            let control = build(ControlContract.contract)
            built = control
            return control
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
