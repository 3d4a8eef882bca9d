import Domain
import Testing

@testable import EmulatorCore

@Suite struct CoverageRecorderTests {
    private let recorder = CoverageRecorder()

    @Test func `an answer counts for its operation, its status and its error code`() {
        recorder.count(.sample("createCustomer", 201))
        recorder.count(.sample("createCustomer", 201))
        recorder.count(.sample("createCustomer", 402, error: "feature_not_entitled"))
        recorder.count(.sample("createCustomer", 402, error: "subscription_inactive"))
        recorder.count(.sample("getMe", 200))
        let operations = recorder.record.seen.operations
        #expect(operations.keys.sorted() == ["createCustomer", "getMe"])
        #expect(operations["createCustomer"]?.statuses == [201: 2, 402: 2])
        #expect(operations["createCustomer"]?.codes == ["feature_not_entitled": 1, "subscription_inactive": 1])
        #expect(operations["getMe"]?.statuses == [200: 1])
        #expect(operations["getMe"]?.codes == [:])
        #expect(recorder.record.injected == CoverageCounts())
        #expect(recorder.record.total == 5)
    }

    @Test(arguments: [JournalEntry.Injection.insteadOfHandler, .afterHandler])
    func `an answer that a fault rule gave is counted apart`(injection: JournalEntry.Injection) {
        recorder.count(.sample("getMe", 429, error: "rate_limit_exceeded", injection: injection))
        #expect(recorder.record.seen == CoverageCounts())
        #expect(recorder.record.injected.operations["getMe"]?.statuses == [429: 1])
        #expect(recorder.record.injected.operations["getMe"]?.codes == ["rate_limit_exceeded": 1])
        #expect(recorder.record.total == 1)
    }

    @Test func `of a request without an operation, only the error code counts`() {
        recorder.count(.sample(nil, 405, error: "method_not_allowed"))
        recorder.count(.sample("getMe", 401, error: "missing_api_key"))
        recorder.count(.sample(nil, 401, error: "missing_api_key"))
        recorder.count(.sample(nil, 500, error: "internal_error", injection: .insteadOfHandler))
        recorder.count(.sample(nil, 200, injection: .insteadOfHandler))
        #expect(recorder.record.seen.codes == ["method_not_allowed": 1, "missing_api_key": 2])
        #expect(recorder.record.injected.codes == ["internal_error": 1])
        #expect(recorder.record.seen.operations.keys.sorted() == ["getMe"])
        #expect(recorder.record.injected.operations == [:])
        #expect(recorder.record.total == 4)
    }

    @Test func `a request without a response or with an error of the emulator counts nowhere`() {
        recorder.count(.sample("getMe", nil))
        recorder.count(.sample(nil, nil, error: "resource_not_found"))
        recorder.count(.sample("getMe", nil, injection: .insteadOfHandler))
        var evicted = JournalEntry.Outcome.sample("getMe", 410, error: "sandbox_evicted")
        evicted.isMockError = true
        recorder.count(evicted)
        evicted.operation = nil
        recorder.count(evicted)
        #expect(recorder.record == CoverageRecord())
    }

    @Test func `an event that a test triggers is counted apart from one that a change causes`() throws {
        let world = World.counted(by: recorder)
        try world.addCustomer()
        world.triggerEvent("customer.created")
        world.triggerEvent("customer.onboarded")
        #expect(recorder.record.seen.events == ["customer.created": 1])
        #expect(recorder.record.injected.events == ["customer.created": 1, "customer.onboarded": 1])
        #expect(recorder.record.seen.operations == [:])
    }

    @Test func `the events of a world are counted even if nobody observes it and its state has older ones`() throws {
        let first = World.counted(by: nil)
        for number in 0..<3 { try first.addCustomer("Customer \(number)") }
        let copy = World.sample(first.transaction { copy $0 }, coverage: recorder)
        #expect(recorder.record == CoverageRecord())
        try copy.addCustomer()
        try first.addCustomer()
        #expect(recorder.record.seen.events == ["customer.created": 1])
    }

    @Test func `a thousand parallel answers are all counted`() async {
        let recorder = recorder
        await withTaskGroup { group in
            for number in 0..<1000 {
                group.addTask { recorder.count(.sample("getMe", number.isMultiple(of: 4) ? 401 : 200)) }
            }
        }
        #expect(recorder.record.seen.operations["getMe"]?.statuses == [200: 750, 401: 250])
    }

    @Test func `clearing the counts returns how many answers and events there were`() throws {
        recorder.count(.sample("getMe", 200))
        recorder.count(.sample("getMe", 401, error: "missing_api_key"))
        recorder.count(.sample("getMe", 500, injection: .afterHandler))
        try World.counted(by: recorder).addCustomer()
        #expect(recorder.clear() == 4)
        #expect(recorder.record == CoverageRecord())
        #expect(recorder.clear() == 0)
        recorder.count(.sample("getMe", 200))
        #expect(recorder.record.total == 1)
    }

    @Test func `a recorder that another one replaces passes on its counts and all further ones`() {
        let successor = CoverageRecorder()
        successor.count(.sample("getMe", 200))
        recorder.count(.sample("getMe", 200))
        recorder.count(.sample("getMe", 500, injection: .afterHandler))
        recorder.handOver(to: successor)
        recorder.count(.sample("getMe", 401, error: "missing_api_key"))
        recorder.handOver(to: successor)
        #expect(recorder.record == CoverageRecord())
        #expect(successor.record.seen.operations["getMe"]?.statuses == [200: 2, 401: 1])
        #expect(successor.record.injected.operations["getMe"]?.statuses == [500: 1])
        #expect(successor.record.total == 4)
    }
}
