import Testing

@testable import Domain

@Suite struct PositionListTests {
    @Test(arguments: [(1, 40), (2, 700), (3, 5000), (4, 60_000)] as [(UInt64, Int)])
    func `a position list equals a set after the same random changes`(seed: UInt64, range: Int) {
        var random = RandomStream(seed: seed)
        var list = PositionList()
        var model: Set<Int> = []
        for step in 0..<12_000 {
            let position = Int.random(in: 0..<range, using: &random)
            if Int.random(in: 0..<5, using: &random) < 3 {
                list.insert(position)
                model.insert(position)
            } else {
                list.remove(position)
                model.remove(position)
            }
            guard step.isMultiple(of: 500) else { continue }
            #expect(Array(list.descending(before: nil)) == model.sorted(by: >))
        }
        #expect(Array(list.descending(before: nil)) == model.sorted(by: >))
    }

    @Test(arguments: [5, 6, 7] as [UInt64])
    func `a position list shows the positions below any bound`(seed: UInt64) {
        var random = RandomStream(seed: seed)
        var list = PositionList()
        var model: Set<Int> = []
        for _ in 0..<3000 {
            let position = Int.random(in: 0..<4000, using: &random)
            list.insert(position)
            model.insert(position)
        }
        for position in model.shuffled(using: &random).prefix(model.count / 2) {
            list.remove(position)
            model.remove(position)
        }
        let descending = model.sorted(by: >)
        let differing = (-1...4001).filter { bound in
            Array(list.descending(before: bound).prefix(5)) != Array(descending.drop { $0 >= bound }.prefix(5))
        }
        #expect(differing == [])
        #expect(Array(list.descending(before: 4001)) == descending)
        #expect(Array(list.descending(before: .max)) == descending)
        #expect(Array(list.descending(before: .min)).isEmpty)
    }

    @Test func `a position list keeps all of many appended positions`() {
        var list = PositionList()
        for position in 0..<5000 { list.insert(position) }
        #expect(Array(list.descending(before: nil)) == Array((0..<5000).reversed()))
    }

    @Test func `a position list keeps all positions that are inserted in descending order`() {
        var list = PositionList()
        for position in (0..<5000).reversed() { list.insert(position) }
        #expect(Array(list.descending(before: nil)) == Array((0..<5000).reversed()))
    }

    @Test func `a position list that was emptied can be filled again`() {
        var list = PositionList()
        for position in 0..<2000 { list.insert(position) }
        for position in 0..<2000 { list.remove(position) }
        #expect(Array(list.descending(before: nil)).isEmpty)
        list.insert(7)
        list.insert(3)
        #expect(Array(list.descending(before: nil)) == [7, 3])
    }

    @Test func `a position list has each position once and ignores the removal of a missing one`() {
        var list = PositionList()
        for position in [2, 1, 2, 3, 1, 3] { list.insert(position) }
        for position in [0, 4, 9] { list.remove(position) }
        #expect(Array(list.descending(before: nil)) == [3, 2, 1])
    }
}
