extension ResourceCollection where Element: Equatable & StateCodable {
    /// The objects that differ from those of an earlier collection, or that only one of the two has, oldest first.
    func ids(differingFrom earlier: ResourceCollection) -> [Identifier<Element>] {
        let changed = earlier.byAge.filter { self[$0.id] != $0 }
        let added = byAge.filter { earlier[$0.id] == nil }
        return (changed + added).map(\.id)
    }
}
