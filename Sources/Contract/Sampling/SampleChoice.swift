/// A point at which a schema gives several options for a value.
struct SampleChoice: Hashable {
    enum Kind: Hashable {
        case anyOf
        case oneOf
        /// Whether the value must fail the branch of `oneOf` with this index.
        case unlike(Int)
        /// See ``SampleCondition``.
        case condition
        case dependent(Int)
        case failure
    }

    let node: Int
    let scope: Int
    let kind: Kind

    /// The option that is used if none is chosen.
    var usual: Int { kind == .condition ? -1 : 0 }
}
