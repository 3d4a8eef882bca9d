import Contract
import Synchronization

/// The control API, built at its first use, because reading control.yaml takes most of the start time.
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
