import Foundation

/// Where files are looked for that nobody named: the working directory, the folders above the binary, the image's place.
enum SharedFiles {
    private static let contractName = "openapi.yaml"
    private static let sharedFolder = "/usr/share/kirimdev-mock"

    /// The folders, the first one first.
    static let folders: [String] = {
        var folders = [FileManager.default.currentDirectoryPath]
        if let binary = Bundle.main.executableURL?.resolvingSymlinksInPath() {
            var folder = binary.deletingLastPathComponent()
            while folder.path != "/" {
                folders.append(folder.path)
                folder = folder.deletingLastPathComponent()
            }
        }
        return folders + [sharedFolder]
    }()

    /// The contract that comes with the program.
    static var shippedContract: String? {
        folders.map { $0 + "/" + contractName }.first { FileManager.default.fileExists(atPath: $0) }
    }

    /// The contract to serve.
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
