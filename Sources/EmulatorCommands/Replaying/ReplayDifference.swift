import Documents

/// One place where two responses differ.
struct ReplayDifference: Hashable {
    /// The most differences that are shown for one request.
    static let limit = 5

    /// `/status`, or a place in `/body`.
    let pointer: String
    /// The recorded value; nil if there is none at this place.
    let expected: JSONValue?
    /// The value in the replay; nil if there is none at this place.
    let actual: JSONValue?
}
