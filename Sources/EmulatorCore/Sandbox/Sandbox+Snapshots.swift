package import Domain
import Synchronization

extension Sandbox {
    /// Whether a text can be the name of a snapshot: 1 to 64 letters, digits, dots, hyphens and underscores.
    package static func isSnapshotName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    /// Keeps the present world under a name and replaces a snapshot of that name; nil if the name is not valid.
    ///
    /// The objects, clock, settings, fault rules with their counts, replayable responses and rate buckets are kept, and
    /// all random streams. The requests in the journal are not, only its next number.
    @discardableResult
    package func takeSnapshot(named name: String, wall: Timestamp) -> SnapshotSummary? {
        guard Self.isSnapshotName(name) else { return nil }
        let snapshot = WorldSnapshot(of: world, named: name, wall: wall, discard: discard)
        let replaced = snapshotShelf.withLock { shelf in
            let index = shelf.firstIndex { $0.name == name }
            defer { shelf.append(snapshot) }
            return index.map { shelf.remove(at: $0) }
        }
        if let replaced { forget(replaced) }
        return SnapshotSummary(name: name, at: snapshot.at)
    }

    /// The snapshots, oldest first.
    package var snapshots: [SnapshotSummary] {
        snapshotShelf.withLock { shelf in shelf.map { SnapshotSummary(name: $0.name, at: $0.at) } }
    }

    /// Deletes a snapshot; false if there is none of that name.
    package func removeSnapshot(named name: String) -> Bool {
        let removed = snapshotShelf.withLock { shelf in
            shelf.firstIndex { $0.name == name }.map { shelf.remove(at: $0) }
        }
        if let removed { forget(removed) }
        return removed != nil
    }

    private func forget(_ snapshot: WorldSnapshot) {
        world.forgetMark(of: snapshot)
        discard(snapshot)
    }

    /// What has changed in the present world since a snapshot was taken, or else since the last reset or import.
    ///
    /// Nil if there is no snapshot of that name.
    package func changes(sinceSnapshot name: String?, wall: Timestamp) -> WorldChanges? {
        guard let name else { return WorldChanges(in: world.loggedState(wall: wall)) }
        guard let snapshot = snapshot(named: name) else { return nil }
        return WorldChanges(in: world.loggedState(wall: wall), since: snapshot.kept)
    }

    func snapshot(named name: String) -> WorldSnapshot? {
        snapshotShelf.withLock { shelf in shelf.first { $0.name == name } }
    }
}
