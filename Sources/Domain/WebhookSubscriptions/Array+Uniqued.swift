extension [String] {
    /// The texts without repetitions, in the order of their first occurrence.
    var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
