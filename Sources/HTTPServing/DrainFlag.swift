import Synchronization

/// Tells all connections, even those that are just being accepted, that the server has begun to stop.
final class DrainFlag: Sendable {
    private let flag = Atomic(false)

    var hasBegun: Bool {
        flag.load(ordering: .acquiring)
    }

    func begin() {
        flag.store(true, ordering: .releasing)
    }
}
