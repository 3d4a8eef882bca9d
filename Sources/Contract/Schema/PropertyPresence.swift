/// Whether a schema requires a property; if two schemas apply, the later case wins.
enum PropertyPresence: Int, Comparable {
    case open
    /// Only null is allowed, which counts as absence.
    case absent
    case required

    static func < (left: PropertyPresence, right: PropertyPresence) -> Bool { left.rawValue < right.rawValue }
}
