import FoundationEssentials

/// Finds files that were not named: in the working directory, above the binary, in /usr/share/kirimdev-mock.
enum SharedFiles {
    private static let sharedFolder = "/usr/share/kirimdev-mock"
    /// A link to the program that runs.
    private static let binary = "/proc/self/exe"

    /// The folders in the order in which they are searched.
    static let folders: [String] = {
        var folders = [FileManager.default.currentDirectoryPath]
        var folder = URL(fileURLWithPath: binary).resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/" {
            folders.append(folder.path)
            folder = folder.deletingLastPathComponent()
        }
        return folders + [sharedFolder]
    }()

    /// The path of the contract to serve: the named file if it exists, otherwise the first openapi.yaml in ``folders``.
    ///
    /// It is nil if there is none, so that the contract in the program is served.
    static func contract(_ asked: String?) throws(CommandError) -> String? {
        if let asked, !FileManager.default.fileExists(atPath: asked) { throw .contract("there is no file \(asked)") }
        return asked ?? folders.map { $0 + "/openapi.yaml" }.first { FileManager.default.fileExists(atPath: $0) }
    }
}
