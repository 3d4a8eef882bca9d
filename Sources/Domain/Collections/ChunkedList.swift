/// An array whose copies stay cheap when one of them changes: the change copies one chunk instead of all elements.
///
/// The elements are in chunks of 64, and the chunks in groups of 64. A change of a shared list copies a chunk, a group and
/// the list of groups, which has one entry for 4,096 elements. Growing never moves what is there.
package struct ChunkedList<Element: Sendable>: Sendable {
    /// How many elements a chunk has.
    static var chunkSize: Int { 64 }
    private static var groupSize: Int { 64 }

    private var groups: [[[Element]]] = []

    /// A list without elements.
    package init() {}

    /// A list of these elements.
    package init(_ elements: some Sequence<Element>) {
        for element in elements { append(element) }
    }

    /// How many elements there are; it is not stored, because a world has many lists, most of them empty.
    package var count: Int {
        guard let group = groups.last, let chunk = group.last else { return 0 }
        return ((groups.count - 1) * Self.groupSize + group.count - 1) * Self.chunkSize + chunk.count
    }

    /// Adds an element at the end.
    package mutating func append(_ element: Element) {
        let place = Place(count)
        if place.group == groups.count { groups.append([]) }
        if place.chunk == groups[place.group].count {
            var chunk: [Element] = []
            // Small lists, of which there are many, take no more than they need.
            if place.chunk > 0 || place.group > 0 { chunk.reserveCapacity(Self.chunkSize) }
            groups[place.group].append(chunk)
        }
        groups[place.group][place.chunk].append(element)
    }

    /// Removes and returns the last element; the list must not be empty.
    package mutating func removeLast() -> Element {
        precondition(!groups.isEmpty, "an empty list has no last element")
        let place = Place(count - 1)
        let element = groups[place.group][place.chunk].removeLast()
        if place.offset == 0 {
            groups[place.group].removeLast()
            if place.chunk == 0 { groups.removeLast() }
        }
        return element
    }

    /// Frees the chunk that ends before an index; nobody may read its elements and those of earlier chunks any more.
    ///
    /// Returns by how much the indices of all other elements decrease: a group of freed chunks leaves the list.
    mutating func freeChunk(before index: Int) -> Int {
        let place = Place(index - 1)
        groups[place.group][place.chunk] = []
        guard place.chunk == Self.groupSize - 1 else { return 0 }
        groups.removeFirst(place.group + 1)
        return index
    }

    /// Where an element is.
    private struct Place {
        let group: Int
        let chunk: Int
        let offset: Int

        init(_ index: Int) {
            let chunkNumber = index / chunkSize
            group = chunkNumber / groupSize
            chunk = chunkNumber % groupSize
            offset = index % chunkSize
        }
    }
}

extension ChunkedList: RandomAccessCollection, MutableCollection {
    /// The index of the first element.
    package var startIndex: Int { 0 }
    /// The index after the last element.
    package var endIndex: Int { count }

    /// The element at an index.
    package subscript(index: Int) -> Element {
        get {
            let place = Place(index)
            return groups[place.group][place.chunk][place.offset]
        }
        _modify {
            let place = Place(index)
            yield &groups[place.group][place.chunk][place.offset]
        }
    }
}

extension ChunkedList: Equatable where Element: Equatable {
    /// Whether both lists have equal elements in the same order.
    package static func == (left: ChunkedList, right: ChunkedList) -> Bool { left.elementsEqual(right) }
}

extension ChunkedList where Element == ObjectName {
    /// Adds a name at the end; `append` itself is not specialized for callers in other modules.
    package mutating func add(_ name: ObjectName) { append(name) }
}
