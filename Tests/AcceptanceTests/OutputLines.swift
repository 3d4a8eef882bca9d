import EmulatorTesting

/// The lines that a program has written so far; a test can wait for a line that is still to come.
actor OutputLines {
    private(set) var lines: [String] = []
    private var hasEnded = false
    private var waiters: [CheckedContinuation<Void, Never>] = []

    /// Collects lines until the source ends.
    func collect(_ source: some AsyncSequence<String, any Error> & Sendable) async {
        do {
            for try await line in source {
                lines.append(line)
                wake()
            }
        } catch {
            lines.append("the output cannot be read: \(error)")
        }
        hasEnded = true
        wake()
    }

    /// Returns the first line that fits, and waits for it if necessary; throws an error with `name` if none comes.
    func line(_ name: String, where fits: @Sendable (String) -> Bool) async throws -> String {
        var index = 0
        while true {
            while index < lines.count {
                if fits(lines[index]) { return lines[index] }
                index += 1
            }
            guard !hasEnded else { throw TestFailure("the program ended before \(name): \(lines)") }
            guard !Task.isCancelled else { throw TestFailure("\(name) did not come in time: \(lines)") }
            await withTaskCancellationHandler {
                await withCheckedContinuation { waiters.append($0) }
            } onCancel: {
                Task { await wake() }
            }
        }
    }

    private func wake() {
        let woken = waiters
        waiters = []
        for waiter in woken { waiter.resume() }
    }
}
