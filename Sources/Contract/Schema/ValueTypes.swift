/// The types that a schema allows for a value and for the items of a list.
final class ValueTypes: Sendable {
    let own: TypeSet
    let items: TypeSet

    init(own: TypeSet, items: TypeSet) {
        self.own = own
        self.items = items
    }
}
