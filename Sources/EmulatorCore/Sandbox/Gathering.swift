import Synchronization

/// Calls back once when all parts of a thing are done, with what they have brought.
package final class Gathering<Value: Sendable>: Sendable {
    private struct Storage {
        var left: Int
        var value: Value
    }

    private let storage: Mutex<Storage>
    private let whenDone: @Sendable (Value) -> Void

    /// Waits for that many parts; what they bring is added to `value`.
    package init(parts: Int, startingWith value: Value, whenDone: @escaping @Sendable (Value) -> Void) {
        storage = Mutex(Storage(left: parts, value: value))
        self.whenDone = whenDone
    }

    /// One part is done; `add` adds what it brings.
    package func done(_ add: (inout Value) -> Void = { _ in }) {
        let result = storage.withLock { storage -> Value? in
            add(&storage.value)
            storage.left -= 1
            return storage.left == 0 ? storage.value : nil
        }
        if let result { whenDone(result) }
    }
}
