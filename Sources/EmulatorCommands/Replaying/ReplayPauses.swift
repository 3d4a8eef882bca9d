import Documents
import Domain
import EmulatorCore
import EmulatorServer
import OrderedCollections

/// Waits before a request that repeats one which a fault rule has hit, if it was not hit again in the bundle.
///
/// A rule hits a repeat that comes within a time after the broken response, and the requests of a replay follow each
/// other faster than those in the bundle.
struct ReplayPauses {
    /// The time for `repeats: hit`.
    private static let standard = TimeSpan(milliseconds: 100)
    private static let margin: Int64 = 20

    /// The time within which each rule hits repeats, for rules that say so.
    private var limits: [String: TimeSpan] = [:]
    /// The rule that hit each request.
    private var hits: [Int: String] = [:]
    private var ends: [Int: ContinuousClock.Instant] = [:]

    init(_ bundle: FailureBundle) {
        for rule in bundle.startFaults + bundle.faults + bundle.actions.compactMap(\.body) {
            guard let id = rule["id"]?.string, let limit = rule["repeats"]?["within"]?.string else { continue }
            limits[id] = TimeSpan(limit)
        }
        for request in bundle.requests { hits[request.seq] = request.fault }
    }

    /// Waits until a request may be sent.
    func wait(before request: BundledRequest) async {
        guard request.fault == nil, let hit = request.repeats, let gap = request.gapMilliseconds,
            let rule = hits[hit], let end = ends[hit]
        else { return }
        let limit = (limits[rule] ?? Self.standard).milliseconds + Self.margin
        let pause = Duration.milliseconds(min(Int64(gap), limit))
        try? await Task.sleep(until: end + pause, clock: .continuous)
    }

    /// Notes that the response to a request has ended.
    mutating func noteEnd(of request: BundledRequest) {
        if request.fault != nil { ends[request.seq] = .now }
    }
}
