import Domain
import Testing

@testable import EmulatorCore

/// What is counted for a whole run beside the coverage.
@Suite struct RunRecordTests {
    private let recorder = CoverageRecorder()

    @Test func `a request without a response and one with an error of the emulator count with their reasons`() {
        recorder.count(.sample("getMe", nil), seq: 1)
        recorder.count(.sample("getMe", nil, injection: .insteadOfHandler), seq: 2)
        var evicted = JournalEntry.Outcome.sample("getMe", 410, error: "sandbox_evicted")
        evicted.isMockError = true
        recorder.count(evicted, seq: 3)
        recorder.count(.sample(nil, nil), seq: 4)
        #expect(
            recorder.run.uncounted == [
                UncountedRequest(operation: "getMe", reason: .noResponse): 2,
                UncountedRequest(operation: "getMe", reason: .emulatorError): 1,
            ]
        )
    }

    @Test func `unmatched requests count by method and path, and all of them in the total`() {
        for seq in 1...3 { recorder.countUnmatched(method: "GET", path: "/v1/mee", seq: seq) }
        recorder.countUnmatched(method: "POST", path: "/v1/mee", seq: 4)
        #expect(recorder.run.unmatched.total == 4)
        let lines = recorder.run.unmatched.lines.map { "\($0.key.method) \($0.key.path) \($0.value)" }
        #expect(lines.sorted() == ["GET /v1/mee 3", "POST /v1/mee 1"])
    }

    @Test func `a hundred different unmatched requests are kept, and the total has the others, too`() {
        var counts = UnmatchedCounts()
        for number in 1...150 { counts.add(method: "GET", path: "/\(number)") }
        counts.add(method: "GET", path: "/1")
        #expect(counts.total == 151)
        #expect(counts.lines.count == 100)
        var sum = UnmatchedCounts()
        sum.add(method: "GET", path: "/other")
        sum.add(counts)
        #expect(sum.total == 152)
        #expect(sum.lines.count == 100)
        #expect(sum.lines[UnmatchedCounts.Line(method: "GET", path: "/other")] == 1)
    }

    @Test func `clearing the coverage keeps what counts for the run`() {
        recorder.count(.sample("getMe", 200))
        recorder.count(.sample("getMe", nil))
        recorder.countUnmatched(method: "GET", path: "/")
        #expect(recorder.clear() == 1)
        #expect(recorder.record == CoverageRecord())
        #expect(recorder.run.unmatched.total == 1)
        #expect(recorder.run.uncounted.count == 1)
    }

    @Test func `a recorder that another one replaces passes on what counts for the run`() {
        let successor = CoverageRecorder()
        recorder.countUnmatched(method: "GET", path: "/")
        recorder.handOver(to: successor)
        recorder.count(.sample("getMe", nil))
        #expect(recorder.run == RunRecord())
        #expect(successor.run.unmatched.total == 1)
        #expect(successor.run.uncounted.count == 1)
    }

    @Test func `a registry knows that counts of its coverage were deleted, but not before any were counted`() throws {
        let test = TestRegistry()
        let sandbox = try test.sandbox("kdv_test_a")
        #expect(test.registry.clearCoverage(of: nil) == 0)
        #expect(!test.registry.hasLostCoverage)
        sandbox.coverage.count(.sample("getMe", 200))
        #expect(test.registry.clearCoverage(of: sandbox) == 1)
        #expect(test.registry.hasLostCoverage)
    }
}
