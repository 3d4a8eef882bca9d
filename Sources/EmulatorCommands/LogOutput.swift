import Dispatch
import Synchronization

/// Standard output of a server: takes lines at once and writes them on a thread of its own.
///
/// Whoever reads them may stop or leave: that costs lines, and never holds up who writes them.
final class LogOutput: Sendable {
    private struct State {
        /// Lines that wait for the writer.
        var lines: [UInt8] = []
        /// Lines since then for which there was no room.
        var dropped = 0
        /// Whether the writer is at work, or about to be.
        var isWriting = false
        /// Whether writing has failed.
        var hasFailed = false
        /// Who waits for the last line.
        var waiters: [DispatchSemaphore] = []
    }

    private let capacity: Int
    private let gap: @Sendable (Int) -> [UInt8]
    private let write: @Sendable ([UInt8]) throws(StandardStream.Failure) -> Void
    private let fail: @Sendable (StandardStream.Failure) -> Void
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "log")

    /// An output that keeps so many bytes for a slow reader, and writes what `gap` says where lines are missing.
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

    /// Takes a line; it is dropped if there is no room, or nowhere to write it.
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

    /// Waits until all lines are written, or for that long: a reader that is stuck must not hold up the end.
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

    /// What is to be written next; nil ends the writer's work.
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
    /// Standard output, with one line on standard error when it fails.
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
