/// How many responses have each verdict.
struct VerdictCounts {
    private(set) var same = 0
    private(set) var differs = 0
    private(set) var notComparable = 0

    init(_ verdicts: [ReplayVerdict]) {
        for verdict in verdicts {
            switch verdict {
            case .same: same += 1
            case .differs: differs += 1
            case .notComparable: notComparable += 1
            }
        }
    }

    /// The counts in one line.
    var text: String { "\(same) same, \(differs) differ, \(notComparable) not comparable" }
}
