/// Identifies a rule in a plan, where an own rule and a keyless one may have the same id.
struct RuleName: Hashable, Sendable {
    let id: String
    let isShared: Bool
}
