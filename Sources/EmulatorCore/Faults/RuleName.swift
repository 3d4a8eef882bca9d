/// A rule in its plan, in which a world's own and a keyless one may have the same id.
struct RuleName: Hashable, Sendable {
    let id: String
    let isShared: Bool
}
