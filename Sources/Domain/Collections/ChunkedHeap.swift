/// A binary heap in a ``ChunkedList``, so that a change of a copied heap copies a few chunks instead of all elements.
struct ChunkedHeap<Element: Comparable & Sendable>: Sendable {
    /// The elements; none is smaller than its parent, which is at half of its index.
    private(set) var unordered = ChunkedList<Element>()

    /// A heap without elements.
    init() {}

    /// A heap of these elements.
    init(_ elements: some Sequence<Element>) {
        for element in elements { insert(element) }
    }

    /// Whether there are no elements.
    var isEmpty: Bool { unordered.isEmpty }

    /// The smallest element; nil if there is none.
    var min: Element? { unordered.first }

    mutating func insert(_ element: Element) {
        unordered.append(element)
        var index = unordered.count - 1
        while index > 0, element < unordered[parent(of: index)] {
            unordered[index] = unordered[parent(of: index)]
            index = parent(of: index)
        }
        unordered[index] = element
    }

    /// Removes and returns the smallest element; the heap must not be empty.
    mutating func removeMin() -> Element {
        let last = unordered.removeLast()
        guard let smallest = unordered.first else { return last }
        var index = 0
        while let child = smallerChild(of: index), unordered[child] < last {
            unordered[index] = unordered[child]
            index = child
        }
        unordered[index] = last
        return smallest
    }

    /// Removes and returns the smallest element; nil if there is none.
    mutating func popMin() -> Element? { isEmpty ? nil : removeMin() }

    private func parent(of index: Int) -> Int { (index - 1) / 2 }

    private func smallerChild(of index: Int) -> Int? {
        let left = 2 * index + 1
        guard left < unordered.count else { return nil }
        let right = left + 1
        return right < unordered.count && unordered[right] < unordered[left] ? right : left
    }
}
