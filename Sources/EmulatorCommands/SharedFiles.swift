import FoundationEssentials

/// Finds files that were not named: in the working directory, above the binary, in /usr/share/kirimdev-mock.
enum SharedFiles {
    private static let contractName = "openapi.yaml"
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

    /// The first openapi.yaml in these folders.
    static var shippedContract: String? {
        folders.map { $0 + "/" + contractName }.first { FileManager.default.fileExists(atPath: $0) }
    }

    /// The path of the contract to serve: the named file if it exists, otherwise ``shippedContract``.
    static func contract(_ asked: String?) throws(CommandError) -> String {
        if let asked {
            guard FileManager.default.fileExists(atPath: asked) else { throw .contract("there is no file \(asked)") }
            return asked
        }
        guard let shippedContract else {
            throw .contract(
                "no \(contractName) in the working directory, above the program or in \(sharedFolder); "
                    + "name one with --contract"
            )
        }
        return shippedContract
    }
}
