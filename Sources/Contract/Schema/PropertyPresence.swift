/// What a schema says about a property being there; of two that both apply, the later case wins.
enum PropertyPresence: Int, Comparable {
    case open
    /// Only null is allowed, which counts as absent.
    case absent
    case required

    static func < (left: PropertyPresence, right: PropertyPresence) -> Bool { left.rawValue < right.rawValue }
}
