package import Contract
package import Documents
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
    /// The contract, put together at first use and kept.
    package static let contract = trusting { () throws(DiagnosticsError) in try ContractLoader.load(document: source) }
    /// The document, read at first use and kept.
    package static var document: JSONValue { source.value }
    private static let source = trusting { () throws(DiagnosticsError) in
        try SourceDocument(PackageResources.control_yaml, file: "control.yaml")
    }

    /// The tests hold control.yaml to be without a mistake.
    private static func trusting<Result>(_ load: () throws(DiagnosticsError) -> Result) -> Result {
        do throws(DiagnosticsError) {
            return try load()
        } catch {
            preconditionFailure("control.yaml is part of the program: \(error)")
        }
    }
}
