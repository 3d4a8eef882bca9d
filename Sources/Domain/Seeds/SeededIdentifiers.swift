/// Assigns the ids of the seeded rows of one kind: the given id, else one derived from a name; all are unique.
struct SeededIdentifiers<Kind: Identifiable26> {
    private let ids: BaselineIdentifiers
    private var taken: Set<Identifier<Kind>>
    /// How many ids were derived from each name.
    private var numbers: [String: Int] = [:]

    /// Reserves the given ids of all rows, so that no derived id equals one of them.
    init(_ ids: BaselineIdentifiers, given: [String?]) {
        self.ids = ids
        taken = Set(given.compactMap { $0.map { Identifier($0) } })
    }

    /// The id of a row; rows of the same name get different ids by their order, so appending a row changes no other id.
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
