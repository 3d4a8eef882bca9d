/// Looks for the cases of one rule in the records of a world.
protocol GradeCheck {
    /// What is said if all cases keep the rule, without a full stop.
    static var kept: String { get }

    /// What is said if there is no case: what is missing, and what a test must do to see it.
    static var notSeen: String { get }

    /// The cases, in the order in which they were recorded.
    static func cases(in records: GradedRecords) -> [GradeCase]
}
