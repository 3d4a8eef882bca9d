import Domain
import Synchronization

/// The objects that were changed in a world since its last reset or import, in the order of their first change.
///
/// A snapshot keeps a copy of the log, with which a restored world goes on. So the changes before the snapshot are still
/// known after a restore, and those after it are forgotten.
package struct ChangeLog: Sendable {
    private static let lastMarkOfAll = Atomic(0)

    /// The state after the last reset or import.
    let initial: DatedState
    /// The changed objects; an object that is changed again after a mark comes again.
    private var logged = ChunkedList<ObjectName>()
    /// The objects that were logged since the last mark and had been added before it; empty in copies, which need it not.
    private var loggedSinceMark: Set<ObjectName> = []
    /// How many names were logged at each mark; no two marks in any log have the same number.
    private(set) var marks: [Int: Int] = [:]
    private var lastMark = 0

    /// A log for a world that starts with that state.
    package init(startingWith initial: DatedState) {
        self.initial = initial
    }

    /// Records that an object was added, changed or removed; each mark goes with a call of `WorldState.beginTouches()`.
    ///
    /// So an object that was added after the last mark is logged already, which costs nothing to know.
    mutating func note(_ name: ObjectName, _ touch: ObjectTouch = .changed) {
        switch touch {
        case .added: logged.add(name)
        case .changed: if loggedSinceMark.insert(name).inserted { logged.add(name) }
        case .changedAfterAddition: break
        }
    }

    /// Sets a mark, so that a copy of the log that is made now can be passed to `names(since:)` later.
    ///
    /// Returns what the log no longer needs, which may take long to free.
    @discardableResult
    mutating func mark() -> Set<ObjectName> {
        lastMark = Self.lastMarkOfAll.add(1, ordering: .relaxed).newValue
        marks[lastMark] = logged.count
        var unneeded: Set<ObjectName> = []
        swap(&unneeded, &loggedSinceMark)
        return unneeded
    }

    /// A copy that is changed independently, and after which the next change of this log copies a few names at most.
    ///
    /// The copy does not know what was logged since the last mark, so that it may log an object again.
    var copy: ChangeLog {
        var copy = self
        copy.loggedSinceMark = []
        return copy
    }

    /// Forgets the mark of an earlier copy, whose snapshot was deleted or replaced.
    mutating func forgetMark(of earlier: ChangeLog) { marks[earlier.lastMark] = nil }

    /// The log with only the marks of these copies.
    func keepingMarks(of copies: [ChangeLog]) -> ChangeLog {
        let kept = Set(copies.map(\.lastMark))
        var log = self
        log.marks = marks.filter { kept.contains($0.key) }
        return log
    }

    /// All changed objects, each once, in the order of their first change.
    var names: [ObjectName] { Array(logged).uniqued }

    /// The objects that were changed since an earlier copy of this log was made, in the order of their first change.
    ///
    /// Nil if the copy had no mark, or if it is not of this log: a reset or import began another one, or a restore went
    /// back to a time before the copy.
    func names(since earlier: ChangeLog) -> [ObjectName]? {
        marks[earlier.lastMark].map { count in Array(logged.dropFirst(count)).uniqued }
    }
}

extension [ObjectName] {
    /// The names without repetitions, in the order of their first occurrence.
    var uniqued: [ObjectName] {
        var seen: Set<ObjectName> = []
        return filter { seen.insert($0).inserted }
    }
}
