import Documents
import Domain
import EmulatorServer
import NIOCore
import OrderedCollections

/// Sends the requests of a bundle to a server, with the control requests between them, and compares the responses.
struct ReplayRun {
    /// How long a response may take if there was one in the bundle.
    private static let patience = TimeAmount.minutes(2)
    /// How much longer than in the bundle a connection without a response is watched.
    private static let grace: Int64 = 1_000

    private let bundle: FailureBundle
    private let server: any RequestedServer
    private var world: ReplayWorld
    private var report: ReplayReport
    private var pauses: ReplayPauses
    /// The requests whose responses were not awaited before the next step.
    private var open: [OpenRequest] = []
    /// The longest time that a request has taken in the bundle, in milliseconds.
    private var longest: Int64 = 0

    private struct OpenRequest {
        let row: Int
        let request: BundledRequest
        let answer: EventLoopFuture<ReplayAnswer>
        let tolerance: TimeSpan?
    }

    /// Prepares the world of a replay on a server.
    init(
        _ bundle: FailureBundle,
        on server: any RequestedServer,
        adminToken: String? = nil,
        randomSeed: UInt64
    ) async throws(CommandError) {
        self.bundle = bundle
        self.server = server
        report = ReplayReport(bundle)
        pauses = ReplayPauses(bundle)
        world = try await ReplayWorld(starting: bundle, on: server, adminToken: adminToken, randomSeed: randomSeed)
    }

    /// Runs all steps, and deletes the sandbox of the replay.
    mutating func run() async throws(CommandError) -> ReplayReport {
        do throws(CommandError) {
            try await runSteps()
        } catch {
            try? await world.end()
            throw error
        }
        try await world.end()
        return report
    }

    private mutating func runSteps() async throws(CommandError) {
        let steps = ReplayStep.all(of: bundle)
        for (index, step) in steps.enumerated() {
            switch step {
            case .action(let action):
                if let problem = try await world.perform(action) { report.note(action, refusedWith: problem) }
            case .request(let request):
                let next = steps.dropFirst(index + 1).first?.wallAt
                try await send(request, before: next)
            }
        }
        for request in open {
            let answer = await Self.value(of: request.answer, within: Self.milliseconds(Self.grace))
            compare(request, answer ?? .cut)
        }
    }

    private mutating func send(_ recorded: BundledRequest, before next: Timestamp?) async throws(CommandError) {
        let request = try await world.prepare(recorded)
        await pauses.wait(before: recorded)
        longest = max(longest, recorded.tookMilliseconds)
        let sent = OpenRequest(
            row: report.add(recorded),
            request: recorded,
            answer: server.answer(to: request),
            tolerance: world.isReal ? TimeSpan(milliseconds: longest + Self.grace) : nil
        )
        if let answer = await Self.value(of: sent.answer, within: patience(for: recorded, before: next)) {
            pauses.noteEnd(of: recorded)
            compare(sent, answer)
        } else {
            open.append(sent)
        }
    }

    /// How long a response is awaited before the next step.
    ///
    /// If the next step came before the response in the bundle, as with a held request, it also comes before it here.
    private func patience(for request: BundledRequest, before next: Timestamp?) -> TimeAmount {
        let took = request.tookMilliseconds
        guard request.response != nil else { return Self.milliseconds(took + Self.grace) }
        guard let next, next.milliseconds < request.wallAt.milliseconds + took else { return Self.patience }
        return Self.milliseconds(max(0, next.milliseconds - request.wallAt.milliseconds))
    }

    private mutating func compare(_ sent: OpenRequest, _ answer: ReplayAnswer) {
        if case .complete(_, let body) = answer, let json = try? JSONValue(parsing: body) { world.learn(from: json) }
        let comparison = AnswerComparison(tolerance: sent.tolerance, isMasked: bundle.isMasked)
        report.set(ReplayVerdict(sent.request, answer, comparison, isLocal: !server.sendsWebhooks), of: sent.row)
    }

    private static func milliseconds(_ count: Int64) -> TimeAmount { .milliseconds(count) }

    private static func value(of answer: EventLoopFuture<ReplayAnswer>, within limit: TimeAmount) async -> ReplayAnswer?
    {
        // The future of an answer does not fail.
        try? await answer.value(within: limit)
    }
}
