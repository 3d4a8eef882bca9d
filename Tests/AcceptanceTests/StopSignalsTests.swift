import Foundation
import Testing

@testable import EmulatorCommands

@Suite(.timeLimit(.minutes(15)))
struct StopSignalsTests {
    @Test func `a stop signal that comes before the server runs ends the server as soon as it runs`() async {
        await #expect(processExitsWith: .exitCode(7)) {
            let signals = await StopSignals()
            kill(getpid(), SIGTERM)
            await signals.run()
            exit(7)
        }
    }
}
