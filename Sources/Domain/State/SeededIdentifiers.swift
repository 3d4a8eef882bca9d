/// The ids of one kind of seeded rows: the given ones, else those that follow from a name, none of them twice.
struct SeededIdentifiers<Kind: Identifiable26> {
    private let ids: BaselineIdentifiers
    private var taken: Set<Identifier<Kind>>
    /// How many rows of a name there have been.
    private var numbers: [String: Int] = [:]

    /// Ids that were given are nobody else's, wherever they stand.
    init(_ ids: BaselineIdentifiers, given: [String?]) {
        self.ids = ids
        taken = Set(given.compactMap { $0.map { Identifier($0) } })
    }

    /// The id of a row; rows of the same name are told apart by their order, so that a row at the end moves none.
    mutating func next(given: String?, name: String) -> Identifier<Kind> {
        if let given { return Identifier(given) }
        while true {
            let number = numbers[name, default: 0] + 1
            numbers[name] = number
            let id: Identifier<Kind> = ids.object(named: number == 1 ? name : "\(name)/\(number)")
            if taken.insert(id).inserted { return id }
        }
    }
}
