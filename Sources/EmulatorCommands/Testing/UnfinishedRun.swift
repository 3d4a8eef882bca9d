import OrderedCollections

/// What a contract test has not done because it was stopped.
struct UnfinishedRun: Error {
    /// The files whose steps were running.
    let cut: OrderedSet<String>
    /// How many files were not started.
    let waiting: Int

    /// What was not done, as a part of a sentence.
    var text: String {
        let started =
            cut.isEmpty ? nil : "\(cut.joined(separator: ", ")) \(cut.count == 1 ? "was" : "were") not finished"
        let others = waiting == 0 ? nil : waiting == 1 ? "1 file was not started" : "\(waiting) files were not started"
        let parts = [started, others].compactMap(\.self)
        return parts.isEmpty ? "all files were run, but not reported" : parts.joined(separator: ", and ")
    }
}
