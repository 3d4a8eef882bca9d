import Domain
import Testing

@testable import EmulatorCore

@Suite struct ChangeLogTests {
    private let log = ChangeLog(startingWith: DatedState(World.sample().transaction { $0 }, wall: .start))

    private func names(_ ids: String...) -> [ObjectName] { ids.map { ObjectName(.customer, $0) } }

    @Test func `changed objects come once, in the order of their first change`() {
        var log = self.log
        for id in ["b", "a", "b", "c", "a"] { log.note(ObjectName(.customer, id)) }
        #expect(log.names == names("b", "a", "c"))
    }

    @Test func `after a mark, the objects come in the order of their first change since then`() {
        var log = self.log
        for id in ["a", "b"] { log.note(ObjectName(.customer, id)) }
        log.mark()
        let first = log
        for id in ["c", "b", "c"] { log.note(ObjectName(.customer, id)) }
        log.mark()
        let second = log
        log.note(ObjectName(.customer, "a"))
        #expect(log.names(since: first) == names("c", "b", "a"))
        #expect(log.names(since: second) == names("a"))
        #expect(log.names == names("a", "b", "c"))
    }

    @Test func `a mark returns the objects that were logged since the mark before, without those that were added`() {
        var log = self.log
        log.note(ObjectName(.customer, "a"))
        log.note(ObjectName(.customer, "b"), .added)
        let first = log.mark()
        log.note(ObjectName(.customer, "c"))
        let second = log.mark()
        let third = log.mark()
        #expect([first, second, third] == [Set(names("a")), Set(names("c")), []])
    }

    @Test func `a copy and its log change independently of each other`() {
        var log = self.log
        log.note(ObjectName(.customer, "a"))
        var copy = log.copy
        copy.note(ObjectName(.customer, "b"))
        copy.note(ObjectName(.customer, "a"))
        log.note(ObjectName(.customer, "c"))
        log.note(ObjectName(.customer, "a"))
        #expect(copy.names == names("a", "b"))
        #expect(log.names == names("a", "c"))
        let (ofCopy, ofLog) = (copy.mark(), log.mark())
        #expect(ofCopy == Set(names("b", "a")))
        #expect(ofLog == Set(names("a", "c")))
    }

    @Test func `an unmarked copy and a copy of another log have no changes`() {
        var other = ChangeLog(startingWith: log.initial)
        other.mark()
        #expect(log.names(since: log) == nil)
        #expect(log.names(since: other) == nil)
    }

    @Test func `a log that goes on from a copy knows the earlier marks and not the later ones`() {
        var log = self.log
        log.mark()
        let early = log
        log.note(ObjectName(.customer, "a"))
        log.mark()
        var copy = log
        log.note(ObjectName(.customer, "b"))
        log.mark()
        let late = log
        copy.note(ObjectName(.customer, "c"))
        copy.mark()
        #expect(copy.names(since: early) == names("a", "c"))
        #expect(copy.names(since: late) == nil)
        #expect(log.names(since: copy) == nil)
    }
}
