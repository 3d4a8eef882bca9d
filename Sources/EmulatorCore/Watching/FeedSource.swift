package import Domain
import Synchronization

/// The place of one world in the feed: adds the occurrences of this world, until another world takes its place.
package final class FeedSource: Sendable {
    private let feed: WorldFeed
    private let sandbox: Identifier<Sandbox>?
    /// The bits of the scope of the world.
    private let scopeBits: UInt64
    private let hasEnded = Mutex(false)

    /// A source for the world of a sandbox; without one, for the requests that belong to no sandbox.
    package init(feed: WorldFeed = WorldFeed(), sandbox: Identifier<Sandbox>? = nil) {
        self.feed = feed
        self.sandbox = sandbox
        scopeBits = FeedScope.world(sandbox).bits
    }

    /// Whether anybody may observe the world; if not, it need not add occurrences.
    var isObserved: Bool { feed.mayObserve(scopeBits) }

    /// Adds an observer of this world, which receives what happens from now on.
    func observe(_ observer: @escaping @Sendable (Occurrence) -> Void) -> WorldFeed.Token {
        feed.observe(.world(sandbox)) { observer($0.occurrence) }
    }

    /// Removes an observer; it may still receive the occurrence that is being delivered.
    func remove(_ observer: WorldFeed.Token) { feed.remove(observer) }

    /// Adds an occurrence, which `deliver()` delivers later; does nothing after `end()`.
    func add(_ occurrence: Occurrence) {
        hasEnded.withLock { hasEnded in
            if !hasEnded { feed.add(Observation(sandbox: sandbox, occurrence: occurrence)) }
        }
    }

    /// Adds and delivers an occurrence; the caller must not hold the lock of a world or of a journal.
    func publish(_ occurrence: Occurrence) {
        guard isObserved else { return }
        add(occurrence)
        deliver()
    }

    /// Adds the reset that ends the world, after which nothing of this world is added.
    ///
    /// Requests that are still running then would look like requests of the next world of the sandbox.
    func end() {
        hasEnded.withLock { hasEnded in
            if !hasEnded { feed.add(Observation(sandbox: sandbox, occurrence: .reset)) }
            hasEnded = true
        }
    }

    /// Delivers what was added; the caller must not hold the lock of a world or of a journal.
    func deliver() {
        if isObserved { feed.deliver() }
    }
}
