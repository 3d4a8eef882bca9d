import NIOCore
import UnixSignals

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Lets the first SIGTERM or SIGINT cancel work, which then has a few seconds to remove what it has made elsewhere.
///
/// A second signal ends the process at once, and so does work that takes too long.
struct StoppableWork: Sendable {
    private enum Progress<Result: Sendable>: Sendable {
        case done(Result)
        case stopped(by: UnixSignal?)
    }

    private static let patience = TimeAmount.seconds(5)

    private let signals: UnixSignalsSequence
    private let eventLoop: any EventLoop
    /// What the work has left behind until now, as a part of a sentence; nil for nothing.
    private let leftover: @Sendable () -> String?

    /// Begins to trap the signals; `eventLoop` measures the time.
    init(on eventLoop: any EventLoop, leftover: @escaping @Sendable () -> String?) async {
        signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        self.eventLoop = eventLoop
        self.leftover = leftover
    }

    /// Does the work; throws `CommandError.stopped` if a signal has cancelled it.
    func run<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result {
        let (stops, source) = AsyncStream.makeStream(of: UnixSignal.self)
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                await watch(source)
                return nil
            }
            group.addTask { try await result(of: work, unlessStoppedBy: stops) }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }

    /// Passes the first signal on; ends the process at the second one, or if the work takes too long.
    private func watch(_ source: AsyncStream<UnixSignal>.Continuation) async {
        var deadline: Scheduled<Void>?
        for await signal in signals {
            guard deadline == nil else { exit(Self.status(of: signal)) }
            deadline = eventLoop.scheduleTask(in: Self.patience) {
                let what = "the target did not respond in time"
                StandardStream.error.say(sentence(about: what, signal) + "\n")
                exit(Self.status(of: signal))
            }
            source.yield(signal)
        }
        deadline?.cancel()
    }

    private func result<Result: Sendable>(
        of work: @escaping @Sendable () async throws -> Result,
        unlessStoppedBy stops: AsyncStream<UnixSignal>
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Progress<Result>.self) { group in
            group.addTask { .done(try await work()) }
            group.addTask { .stopped(by: await stops.first { _ in true }) }
            defer { group.cancelAll() }
            switch try await group.next() {
            case .done(let result): return result
            case .stopped(by: let signal?):
                group.cancelAll()
                return try await end(of: &group, signal)
            case .stopped(by: nil), nil: throw CancellationError()
            }
        }
    }

    /// The result of work that has ended before it noticed that it was cancelled; throws otherwise.
    private func end<Result: Sendable>(
        of group: inout ThrowingTaskGroup<Progress<Result>, any Error>,
        _ signal: UnixSignal
    ) async throws -> Result {
        let what: String
        do {
            if case .done(let result)? = try await group.next() { return result }
            throw CancellationError()
        } catch {
            what = (error as? UnfinishedRun)?.text ?? "no file was started"
        }
        throw CommandError.stopped(sentence(about: what, signal), status: Self.status(of: signal))
    }

    private func sentence(about what: String, _ signal: UnixSignal) -> String {
        "stopped by \(signal): " + [what, leftover()].compactMap(\.self).joined(separator: "; ")
    }

    private static func status(of signal: UnixSignal) -> Int32 { 128 + signal.rawValue }
}
