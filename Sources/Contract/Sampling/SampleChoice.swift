/// A point at which a schema lets a value go several ways.
struct SampleChoice: Hashable {
    enum Kind: Hashable {
        case anyOf
        case oneOf
        /// Whether the branch of `oneOf` with that number is made to fail.
        case unlike(Int)
        /// See ``SampleCondition``.
        case condition
        case dependent(Int)
        case failure
    }

    let node: Int
    let scope: Int
    let kind: Kind

    /// The option where nothing is chosen.
    var usual: Int { kind == .condition ? -1 : 0 }
}
