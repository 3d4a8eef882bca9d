import Synchronization

/// Calls back once when all parts of a task are done, with their combined result.
package final class Gathering<Value: Sendable>: Sendable {
    private struct Storage {
        var left: Int
        var value: Value
    }

    private let storage: Mutex<Storage>
    private let whenDone: @Sendable (Value) -> Void

    /// Waits for that many parts, whose results are added to `value`.
    package init(parts: Int, startingWith value: Value, whenDone: @escaping @Sendable (Value) -> Void) {
        storage = Mutex(Storage(left: parts, value: value))
        self.whenDone = whenDone
    }

    /// Marks one part as done, and adds its result with `add`; the last part runs the callback on its thread.
    package func done(_ add: (inout Value) -> Void = { _ in }) {
        let result = storage.withLock { storage -> Value? in
            add(&storage.value)
            storage.left -= 1
            return storage.left == 0 ? storage.value : nil
        }
        if let result { whenDone(result) }
    }
}
