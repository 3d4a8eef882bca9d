/// The types that a schema lets through.
final class ValueTypes: Sendable {
    let own: TypeSet
    let items: TypeSet

    init(own: TypeSet, items: TypeSet) {
        self.own = own
        self.items = items
    }
}
