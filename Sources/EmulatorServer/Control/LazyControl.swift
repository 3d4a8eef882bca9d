import Contract
import Synchronization

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
