package import Domain

/// The objects that were changed in a world, in the order of their first change since each mark.
package struct ChangeLog: Sendable {
    private var names: [ObjectName] = []
    private var namesSinceMark: Set<ObjectName> = []

    /// A log of a world that has not changed.
    package init() {}

    /// Records that an object was added, changed or removed.
    mutating func note(_ name: ObjectName) {
        if namesSinceMark.insert(name).inserted { names.append(name) }
    }

    /// Sets a mark, from which later changes are in order again; returns it for `names(since:)`.
    mutating func mark() -> Int {
        namesSinceMark = []
        return names.count
    }

    /// The objects that were changed since a mark, each once, in the order of their first change; 0 for all changes.
    package func names(since mark: Int = 0) -> [ObjectName] {
        var known: Set<ObjectName> = []
        return names.dropFirst(mark).filter { known.insert($0).inserted }
    }
}
