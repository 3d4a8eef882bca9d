package import Domain

/// The place of one world in the feed: adds the occurrences of this world.
package struct FeedSource: Sendable {
    private let feed: WorldFeed
    private let sandbox: Identifier<Sandbox>?

    /// A source for the world of a sandbox; without one, for the requests that belong to no sandbox.
    package init(feed: WorldFeed = WorldFeed(), sandbox: Identifier<Sandbox>? = nil) {
        self.feed = feed
        self.sandbox = sandbox
    }

    /// Whether anybody observes.
    var isObserved: Bool { feed.isObserved }

    /// Adds an observer of this world, which receives what happens from now on.
    func observe(_ observer: @escaping @Sendable (Occurrence) -> Void) -> WorldFeed.Token {
        feed.observe { [sandbox] observation in
            if observation.sandbox == sandbox { observer(observation.occurrence) }
        }
    }

    /// Removes an observer; it may still receive the occurrence that is being delivered.
    func remove(_ observer: WorldFeed.Token) { feed.remove(observer) }

    /// Adds an occurrence, which `deliver()` delivers later.
    func add(_ occurrence: Occurrence) {
        feed.add(Observation(sandbox: sandbox, occurrence: occurrence))
    }

    /// Delivers what was added; the caller must not hold the lock of a world or of a journal.
    func deliver() { feed.deliver() }
}
