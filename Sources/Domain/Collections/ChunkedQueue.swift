/// A queue in a ``ChunkedList``, so that a change of a copied queue copies a few chunks instead of all elements.
package struct ChunkedQueue<Element: Sendable>: Sendable {
    private var elements = ChunkedList<Element>()
    /// How many elements at the beginning of the list were removed from the queue.
    private var removed = 0

    /// A queue without elements.
    package init() {}

    /// A queue of these elements, the first one in front.
    package init(_ elements: some Sequence<Element>) {
        self.elements = ChunkedList(elements)
    }

    /// Adds an element at the end.
    package mutating func append(_ element: Element) { elements.append(element) }

    /// Removes and returns the first element; the queue must not be empty.
    @discardableResult
    package mutating func removeFirst() -> Element {
        precondition(!isEmpty, "an empty queue has no first element")
        let first = elements[removed]
        removed += 1
        if removed == elements.count {
            self = ChunkedQueue()
        } else if removed.isMultiple(of: ChunkedList<Element>.chunkSize) {
            removed -= elements.freeChunk(before: removed)
        }
        return first
    }
}

extension ChunkedQueue: RandomAccessCollection {
    /// The index of the first element.
    package var startIndex: Int { 0 }
    /// The index after the last element.
    package var endIndex: Int { elements.count - removed }

    /// The element at an index, counted from the first element.
    package subscript(index: Int) -> Element {
        // Elements that were removed are still in the list.
        precondition(index >= 0, "an index of a queue is not negative")
        return elements[removed + index]
    }
}

extension ChunkedQueue: Equatable where Element: Equatable {
    /// Whether both queues have equal elements in the same order.
    package static func == (left: ChunkedQueue, right: ChunkedQueue) -> Bool { left.elementsEqual(right) }
}
