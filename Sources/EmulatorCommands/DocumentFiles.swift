import FoundationEssentials

/// Finds the YAML and JSON files that the arguments of a command name.
enum DocumentFiles {
    /// The path itself if it is a file; all YAML and JSON files below it if it is a folder.
    static func expand(_ path: String) throws(CommandError) -> [String] {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .setting("there is no file \(path)")
        }
        guard isFolder else { return [path] }
        let folder = path.hasSuffix("/") ? path : path + "/"
        let names: [String]
        do {
            names = try FileManager.default.subpathsOfDirectory(atPath: path)
        } catch {
            throw .setting("the folder \(path) cannot be read: \(error.reason)")
        }
        return names.filter { name in [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) } }
            .sorted().map { folder + $0 }
    }
}
