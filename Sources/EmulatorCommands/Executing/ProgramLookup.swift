import FoundationEssentials

/// Finds the file of a program as a shell does: a name with a slash is a path, any other is looked up in `PATH`.
enum ProgramLookup {
    enum Result: Sendable, Equatable {
        case found(String)
        case notFound
        /// There is such a file, but it cannot be executed.
        case notExecutable(String)
    }

    private static let standardPath = "/usr/local/bin:/usr/bin:/bin"

    static func find(_ name: String, path: String?) -> Result {
        guard !name.isEmpty else { return .notFound }
        let candidates =
            name.contains("/")
            ? [name]
            : (path ?? standardPath).split(separator: ":", omittingEmptySubsequences: false).map { folder in
                "\(folder.isEmpty ? "." : folder)/\(name)"
            }
        var refused: String?
        for candidate in candidates {
            var isFolder = false
            guard FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder) else { continue }
            if !isFolder, FileManager.default.isExecutableFile(atPath: candidate) { return .found(candidate) }
            refused = refused ?? candidate
        }
        return refused.map { .notExecutable($0) } ?? .notFound
    }
}
