/// What a program has written so far; a line that is still to come can be awaited.
actor OutputLines {
    private(set) var lines: [String] = []
    private var hasEnded = false
    private var waiters: [CheckedContinuation<Void, Never>] = []

    /// Takes lines until there are no more.
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

    /// The first line that fits, waiting for it if need be; nil if the output ends without one.
    func first(where fits: @Sendable (String) -> Bool) async -> String? {
        var index = 0
        while true {
            while index < lines.count {
                if fits(lines[index]) { return lines[index] }
                index += 1
            }
            guard !hasEnded else { return nil }
            await withCheckedContinuation { waiters.append($0) }
        }
    }

    private func wake() {
        let woken = waiters
        waiters = []
        for waiter in woken { waiter.resume() }
    }
}
