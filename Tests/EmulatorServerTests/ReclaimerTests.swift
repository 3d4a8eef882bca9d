import Synchronization
import Testing

@testable import EmulatorServer

@Suite(.timeLimit(.minutes(15))) struct ReclaimerTests {
    /// An object that tells when it is freed.
    private final class Witness: Sendable {
        private let whenFreed: @Sendable () -> Void

        init(whenFreed: @escaping @Sendable () -> Void) { self.whenFreed = whenFreed }

        deinit { whenFreed() }
    }

    @Test func `a discarded object is freed, even if it was discarded twice`() async {
        let reclaimer = Reclaimer()
        let (frees, freed) = AsyncStream.makeStream(of: Void.self)
        Self.discard(Witness { freed.yield() }, 2, reclaimer)
        await frees.first { true }
    }

    @Test func `an object that somebody refers to is kept until nobody does`() async {
        let reclaimer = Reclaimer()
        let (frees, freed) = AsyncStream.makeStream(of: String.self)
        var names = frees.makeAsyncIterator()
        let holder = Mutex<Witness?>(Witness { freed.yield("held") })
        holder.withLock { if let witness = $0 { reclaimer.discard(witness) } }
        // The reclaimer has looked at both before it frees the second one or looks again.
        for name in ["first", "second"] {
            Self.discard(Witness { freed.yield(name) }, 1, reclaimer)
            let next = await names.next()
            #expect(next == name)
        }
        holder.withLock { $0 = nil }
        let last = await names.next()
        #expect(last == "held")
    }

    private static func discard(_ witness: consuming Witness, _ times: Int, _ reclaimer: Reclaimer) {
        for _ in 0..<times { reclaimer.discard(witness) }
    }
}
