/// Which properties and items of a value have been evaluated by a keyword, for `unevaluatedProperties` and the like.
struct EvaluatedMarks {
    var allProperties = false
    var properties: Set<String> = []
    /// The items before this index are evaluated.
    var itemsBelow = 0
    var items: Set<Int> = []

    mutating func formUnion(_ other: EvaluatedMarks) {
        allProperties = allProperties || other.allProperties
        properties.formUnion(other.properties)
        itemsBelow = max(itemsBelow, other.itemsBelow)
        items.formUnion(other.items)
    }
}
