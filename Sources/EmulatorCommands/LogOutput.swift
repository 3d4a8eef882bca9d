import Dispatch
import Synchronization

/// Standard output of a server: queues lines without waiting and writes them on its own thread.
///
/// If the reader of the output is slow or gone, lines are dropped; the server never waits for it.
final class LogOutput: Sendable {
    private struct State {
        /// The queued lines.
        var lines: [UInt8] = []
        /// How many lines were dropped after the queued ones because the queue was full.
        var dropped = 0
        /// Whether the writer runs or has been scheduled.
        var isWriting = false
        /// Whether writing has failed.
        var hasFailed = false
        /// The callers of ``finish(within:)`` that wait until all lines are written.
        var waiters: [DispatchSemaphore] = []
    }

    private let capacity: Int
    private let gap: @Sendable (Int) -> [UInt8]
    private let write: @Sendable ([UInt8]) throws(StandardStream.Failure) -> Void
    private let fail: @Sendable (StandardStream.Failure) -> Void
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "log")

    /// An output that queues up to `capacity` bytes; `gap` makes the line that says how many lines are missing.
    init(
        capacity: Int = 1 << 20,
        gap: @escaping @Sendable (Int) -> [UInt8],
        write: @escaping @Sendable ([UInt8]) throws(StandardStream.Failure) -> Void,
        fail: @escaping @Sendable (StandardStream.Failure) -> Void
    ) {
        self.capacity = capacity
        self.gap = gap
        self.write = write
        self.fail = fail
    }

    /// Queues a line; drops it if the queue is full or writing has failed.
    func append(_ line: [UInt8]) {
        let mustWake = state.withLock { state in
            guard !state.hasFailed else { return false }
            let hasRoom = state.dropped == 0 && state.lines.count + line.count <= capacity
            guard hasRoom || state.lines.isEmpty else {
                state.dropped += 1
                return false
            }
            state.lines += line
            defer { state.isWriting = true }
            return !state.isWriting
        }
        if mustWake { queue.async { self.writeAll() } }
    }

    /// Waits until all lines are written, but no longer than `patience`, so that a stuck reader cannot delay the exit.
    func finish(within patience: DispatchTimeInterval) {
        let semaphore = DispatchSemaphore(value: 0)
        let mustWait = state.withLock { state in
            if state.isWriting { state.waiters.append(semaphore) }
            return state.isWriting
        }
        if mustWait { _ = semaphore.wait(timeout: .now() + patience) }
    }

    private func writeAll() {
        while let lines = takeLines() {
            do throws(StandardStream.Failure) {
                try write(lines)
            } catch {
                state.withLock { state in
                    state.hasFailed = true
                    state.lines = []
                    state.dropped = 0
                }
                fail(error)
            }
        }
    }

    /// Takes all queued lines; nil if there are none, which ends the writer.
    private func takeLines() -> [UInt8]? {
        state.withLock { state in
            guard !state.lines.isEmpty else {
                state.isWriting = false
                for waiter in state.waiters { waiter.signal() }
                state.waiters = []
                return nil
            }
            var lines: [UInt8] = []
            swap(&lines, &state.lines)
            if state.dropped > 0 { lines += gap(state.dropped) }
            state.dropped = 0
            return lines
        }
    }
}

extension LogOutput {
    /// An output on standard output; if that fails, one line on standard error says so.
    convenience init(gap: @escaping @Sendable (Int) -> [UInt8]) {
        self.init(gap: gap) { lines throws(StandardStream.Failure) in
            try StandardStream.output.write(lines)
        } fail: { failure in
            StandardStream.error.say(
                "warning: standard output cannot be written (\(failure.reason)); the server goes on without a log\n"
            )
        }
    }
}
