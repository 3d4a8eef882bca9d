import Documents
import HashTreeCollections

/// All objects of one kind in the order of insertion, indexed by id and by the lists that they are in.
///
/// Finding, adding, changing and paging hardly depend on the number of objects: only `where` in `page` searches. A copy
/// costs nothing, and the first change after it copies only the parts that it touches.
package struct ResourceCollection<Element: Resource>: Sendable {
    private struct Slot: Sendable {
        var element: Element
        /// The cached JSON; empty if it is not cached.
        var json: [UInt8]
    }

    /// How many positions, from the newest down, have a cached JSON; that of older objects is written when it is read.
    ///
    /// The JSON takes about as much memory as all else of an object, and few old objects of a large world are read.
    static var cachedPositions: Int { 8192 }

    /// The objects by position; an object keeps its position, and a removed one leaves nil.
    private var slots = ChunkedList<Slot?>()
    /// The position of the first slot; above 0 in an imported collection whose first objects had been removed.
    private var base = 0
    private var positions: TreeDictionary<Identifier<Element>, Int> = [:]
    private var lists: TreeDictionary<Element.ListKey, PositionList> = [:]
    /// The objects that were added, replaced, removed or touched since the last `takeTouched`.
    private var touched: [(id: Identifier<Element>, touch: ObjectTouch)] = []
    /// The position of the first object that was added after the last `beginTouches`.
    private var firstAdded = 0

    /// A collection of no objects.
    package init() {}

    /// How many objects there are.
    package var count: Int { positions.count }

    /// The object with that id.
    package subscript(id: Identifier<Element>) -> Element? {
        positions[id].flatMap { slots[$0 - base]?.element }
    }

    /// The JSON of the object with that id; empty if there is none.
    package func json(of id: Identifier<Element>) -> [UInt8] {
        positions[id].flatMap { json(at: $0) } ?? []
    }

    /// Adds an object as the newest.
    package mutating func insert(_ element: Element) {
        let position = base + slots.count
        touched.append((element.id, .added))
        slots.append(Slot(element: element, json: Self.encode(element)))
        dropCachedJSON(afterAdding: 1)
        positions[element.id] = position
        for key in element.listKeys { lists[key, default: PositionList()].insert(position) }
    }

    /// Replaces the object with the same id, which keeps its position; inserts it if there is none.
    package mutating func replace(_ element: Element) {
        guard let position = positions[element.id], let old = slots[position - base] else { return insert(element) }
        let changes = element.listChanges(from: old.element)
        for key in changes.left { leave(key, position) }
        for key in changes.entered { lists[key, default: PositionList()].insert(position) }
        touched.append((element.id, touch(of: position)))
        let isCached = position - base >= slots.count - Self.cachedPositions
        slots[position - base] = Slot(element: element, json: isCached ? Self.encode(element) : [])
    }

    /// Removes an object; its position stays empty.
    package mutating func remove(_ element: Element) {
        guard let position = positions.removeValue(forKey: element.id), let old = slots[position - base] else { return }
        for key in old.element.listKeys { leave(key, position) }
        touched.append((element.id, touch(of: position)))
        slots[position - base] = nil
    }

    /// Notes that time has changed what the API shows of an object, such as the status of an expired setup link.
    mutating func touch(_ id: Identifier<Element>) { touched.append((id, .changed)) }

    /// How a change of the object at that position counts.
    private func touch(of position: Int) -> ObjectTouch { position < firstAdded ? .changed : .changedAfterAddition }

    /// Forgets all touches; all present objects count as added before.
    mutating func beginTouches() {
        touched.removeAll(keepingCapacity: true)
        firstAdded = base + slots.count
    }

    /// Calls `body` with the id of each object that was touched since the last call, and forgets these ids.
    mutating func takeTouched(_ body: (String, ObjectTouch) -> Void) {
        guard !touched.isEmpty else { return }
        for (id, touch) in touched { body(id.description, touch) }
        touched.removeAll(keepingCapacity: true)
    }

    private mutating func leave(_ key: Element.ListKey, _ position: Int) {
        if lists[key]?.remove(position) == 0 { lists[key] = nil }
    }

    /// The number of objects in a list.
    package func count(in key: Element.ListKey) -> Int { lists[key]?.count ?? 0 }

    /// The objects of a list, newest first.
    package func newestFirst(in key: Element.ListKey) -> some Sequence<Element> {
        (lists[key] ?? PositionList()).descending(before: nil).lazy.compactMap { slots[$0 - base]?.element }
    }

    /// One page of a list, newest first, that starts after `position`.
    ///
    /// `encode` writes an object whose JSON depends on the time of reading; without it the page has the object's own JSON.
    /// Generic code is not specialized for callers in other modules, so kinds with long lists have a function of their own
    /// in `WorldState`, such as `customerPage`.
    package func page(
        of key: Element.ListKey,
        after position: Int?,
        limit: Int,
        where isShown: ((Element) -> Bool)? = nil,
        encoding encode: ((Element) -> [UInt8])? = nil
    ) -> Page {
        let list = (lists[key] ?? PositionList()).descending(before: position)
        var found: [Int] = []
        for place in list where holdsObject(at: place, where: isShown) {
            found.append(place)
            if found.count > limit { break }
        }
        let shown = found.prefix(limit)
        return Page(
            items: shown.compactMap { json(at: $0, encoding: encode) },
            nextPosition: found.count > limit ? shown.last : nil
        )
    }

    // These read no more of a slot than they need, because a copy of an object retains all its texts.

    private func holdsObject(at position: Int, where isShown: ((Element) -> Bool)?) -> Bool {
        guard let isShown else { return slots[position - base] != nil }
        return slots[position - base].map { isShown($0.element) } ?? false
    }

    private func json(at position: Int, encoding encode: ((Element) -> [UInt8])?) -> [UInt8]? {
        guard let encode else { return json(at: position) }
        return slots[position - base].map { encode($0.element) }
    }

    private func json(at position: Int) -> [UInt8]? {
        guard let cached = slots[position - base]?.json else { return nil }
        return cached.isEmpty ? slots[position - base].map { Self.encode($0.element) } : cached
    }

    // MARK: Places

    /// How many places there are from the first one that is kept, those of removed objects included.
    var places: Int { slots.count }

    /// The place of an object from 0 on, in the order of insertion; it does not change.
    func place(of id: Identifier<Element>) -> Int? { positions[id].map { $0 - base } }

    // MARK: Export

    /// Calls `body` with each object and the number of empty positions before it; returns the number at the end.
    func placed(_ body: (_ gap: Int, _ element: Element) -> Void) -> Int {
        var gap = base
        for slot in slots {
            guard let slot else {
                gap += 1
                continue
            }
            body(gap, slot.element)
            gap = 0
        }
        return gap
    }

    /// Leaves positions empty, as if their objects had been removed.
    mutating func skip(_ count: Int) {
        guard !slots.isEmpty else {
            base += count
            return
        }
        for _ in 0..<count { slots.append(nil) }
        dropCachedJSON(afterAdding: count)
    }

    // MARK: Cached JSON

    /// Drops the JSON of the objects that are no longer among the newest, as `count` positions were added.
    private mutating func dropCachedJSON(afterAdding count: Int) {
        let end = slots.count - Self.cachedPositions
        guard end > 0 else { return }
        // What has none is not written to, because that would copy a shared chunk.
        for index in max(0, end - count)..<end where slots[index]?.json.isEmpty == false { slots[index]?.json = [] }
    }

    /// How many objects have a cached JSON.
    var cachedCount: Int { slots.count { $0?.json.isEmpty == false } }

    private static func encode(_ element: Element) -> [UInt8] {
        JSONWriter.bytes { writer in element.write(to: &writer) }.compact
    }
}
