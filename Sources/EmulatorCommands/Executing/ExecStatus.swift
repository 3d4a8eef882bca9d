/// The exit statuses of `exec` for runs whose command succeeded.
enum ExecStatus: Int, CaseIterable, Sendable {
    /// The coverage is too low, or a request matched no operation.
    case failed = 1
    /// A requirement was never met.
    case neverMet = 20
    /// It cannot be told whether a requirement was met.
    case cannotBeTold = 21

    /// The status of a run: that of its command if it failed, otherwise the most certain failure of a requirement.
    static func of(command: Int, _ results: [RequirementResult]) -> Int {
        guard command == 0 else { return command }
        let statuses = Set(results.compactMap(\.exitStatus))
        return [neverMet, cannotBeTold, failed].first(where: statuses.contains)?.rawValue ?? 0
    }
}
