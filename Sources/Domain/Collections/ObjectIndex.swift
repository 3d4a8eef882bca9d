import HashTreeCollections

/// Finds the id of an object by another of its properties; a copy shares its storage until one of the two changes.
struct ObjectIndex<Key: Hashable & Sendable, Element: Resource>: Sendable {
    private var ids: TreeDictionary<Key, Identifier<Element>> = [:]

    /// An index of no objects.
    init() {}

    /// The id of the object with that property; nil if there is none.
    subscript(key: Key) -> Identifier<Element>? {
        get { ids[key] }
        set { ids[key] = newValue }
    }

    /// Sets the id of the object with that property, and returns the earlier one.
    mutating func updateValue(_ id: Identifier<Element>, forKey key: Key) -> Identifier<Element>? {
        ids.updateValue(id, forKey: key)
    }
}
