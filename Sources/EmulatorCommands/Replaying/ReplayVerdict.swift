/// The result of comparing one response of a replay with the recorded one.
enum ReplayVerdict {
    case same
    case differs([ReplayDifference])
    /// The reason says what is missing.
    case notComparable(reason: String)

    /// The words that a report shows.
    var name: String {
        switch self {
        case .same: "same"
        case .differs: "differs"
        case .notComparable: "not comparable"
        }
    }
}
