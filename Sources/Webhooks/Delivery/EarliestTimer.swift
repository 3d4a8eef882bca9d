import NIOCore

/// One timer for many deadlines, which fires at the earliest.
///
/// A timer of its own for each attempt would cost more than the rest of its bookkeeping.
final class EarliestTimer {
    private let eventLoop: any EventLoop
    /// Acts on the deadlines that are reached; returns the earliest of the others.
    private let action: (NIODeadline) -> NIODeadline?
    private var scheduled: Scheduled<Void>?
    private var due: NIODeadline?

    init(on eventLoop: any EventLoop, action: @escaping (NIODeadline) -> NIODeadline?) {
        self.eventLoop = eventLoop
        self.action = action
    }

    /// Lets the timer fire at a deadline or before.
    func include(_ deadline: NIODeadline) {
        if let due, due <= deadline { return }
        scheduled?.cancel()
        due = deadline
        scheduled = eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { self.fire() }
    }

    func cancel() {
        scheduled?.cancel()
        scheduled = nil
        due = nil
    }

    private func fire() {
        due = nil
        if let next = action(.now()) { include(next) }
    }
}
