import Testing

@testable import Domain

@Suite struct ChunkedHeapTests {
    @Test func `an empty heap has no smallest element`() {
        #expect(ChunkedHeap<Int>().min == nil)
    }

    @Test(arguments: 1...5)
    func `a heap gives its elements in order, whatever is added in between`(seed: UInt64) {
        var random = RandomStream(seed: seed)
        var heap = ChunkedHeap<UInt64>()
        var model: [UInt64] = []
        for _ in 0..<3_000 {
            if random.next() % 3 == 0, let smallest = model.min() {
                let taken = heap.removeMin()
                #expect(taken == smallest)
                model.remove(at: model.firstIndex(of: smallest) ?? 0)
            } else {
                let element = random.next() % 500
                heap.insert(element)
                model.append(element)
            }
            #expect(heap.min == model.min())
        }
        #expect(heap.unordered.sorted() == model.sorted())
        let rest = model.map { _ in heap.removeMin() }
        #expect(rest == model.sorted())
        #expect(heap.min == nil)
    }

    @Test func `a change of a copied heap leaves the other one unchanged`() {
        var heap = ChunkedHeap((0..<1_000).reversed())
        let copy = heap
        for expected in 0..<500 {
            let taken = heap.removeMin()
            #expect(taken == expected)
        }
        #expect(copy.unordered.sorted() == Array(0..<1_000))
    }
}
