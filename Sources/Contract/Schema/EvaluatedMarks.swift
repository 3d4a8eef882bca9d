/// Which properties and items of one value have been looked at by some keyword.
struct EvaluatedMarks {
    var allProperties = false
    var properties: Set<String> = []
    /// The items before this index.
    var itemsBelow = 0
    var items: Set<Int> = []

    mutating func formUnion(_ other: EvaluatedMarks) {
        allProperties = allProperties || other.allProperties
        properties.formUnion(other.properties)
        itemsBelow = max(itemsBelow, other.itemsBelow)
        items.formUnion(other.items)
    }
}
