import Testing

@testable import Domain

/// Finds a property of a world that the first change after a copy of the world would copy as a whole.
@Suite struct StateCopyTests {
    /// The collections of which a change copies only a part, whatever they hold.
    private static let shared: Set = [
        "ChunkedHeap", "ChunkedList", "ChunkedQueue", "TreeDictionary", "TreeSet",
        // Its chunks have 512 numbers, so that a list of 100,000 has 200 of them.
        "PositionList",
    ]

    /// The types of collections that a change copies as a whole.
    private static let whole: Set = ["Array", "Deque", "Dictionary", "OrderedDictionary", "OrderedSet", "Set"]

    /// The paths of collections in a value that are copied as a whole.
    private func wholeCollections(in value: Any, at path: String = "") -> Set<String> {
        let type = String("\(type(of: value))".prefix { $0 != "<" })
        if Self.shared.contains(type) { return [] }
        if Self.whole.contains(type) { return [path] }
        var found: Set<String> = []
        for (label, child) in Mirror(reflecting: value).children {
            let name = label ?? "element"
            found.formUnion(wholeCollections(in: child, at: path.isEmpty ? name : "\(path).\(name)"))
        }
        return found
    }

    @Test func `a copied world copies no collection as a whole that grows with what it holds`() throws {
        var found = wholeCollections(in: try RichWorld().state)
        // Settings do not grow with the objects.
        found = found.filter { !$0.hasPrefix("organization.") && !$0.hasPrefix("policy.") }
        let collections = [
            "customers", "setupLinks", "accounts", "contacts", "conversations", "labels", "messages", "templates",
            "webhookSubscriptions", "deliveries",
        ]
        // Empty between two transactions.
        let transient = collections.map { $0 + ".touched" } + ["unqueued.added"]
        // One entry for each month, for each subscription with waiting deliveries, for each attempt under way and for
        // each rule that reorders deliveries.
        let small = [
            "sendCounts.counts", "deliveryQueue.lanes", "deliveryQueue.ready", "deliveryQueue.running", "unqueued.held",
        ]
        #expect(found == Set(transient + small))
    }

    @Test func `the search for whole collections finds them at any depth`() {
        struct Inner {
            let list = [1]
            let queue = ChunkedQueue([1])
        }
        struct Outer {
            let inner: Inner? = Inner()
            let names: Set<String> = []
        }
        #expect(wholeCollections(in: Outer()) == ["inner.some.list", "names"])
    }
}
