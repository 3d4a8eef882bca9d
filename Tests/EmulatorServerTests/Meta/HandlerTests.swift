import EmulatorServer
import EmulatorTesting
import Testing

@Suite struct HandlerTests {
    @Test func `every operation of the contract has a handler`() async throws {
        try await withEmulator { emulator in
            let facts = emulator.application.facts
            #expect(facts.handledCount == facts.operationCount)
            #expect(facts.operationCount == 51)
            #expect(facts.idleHandlers == [])
        }
    }
}
