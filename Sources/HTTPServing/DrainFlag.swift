import Synchronization

/// Says to connections that are just being made that the server is about to stop.
final class DrainFlag: Sendable {
    private let flag = Atomic(false)

    var hasBegun: Bool {
        flag.load(ordering: .acquiring)
    }

    func begin() {
        flag.store(true, ordering: .releasing)
    }
}
