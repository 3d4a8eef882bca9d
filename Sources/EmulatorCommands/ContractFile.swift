import Foundation

/// Where the contract is looked for: the flag, the working directory, the folders above the binary, the image's place.
enum ContractFile {
    private static let name = "openapi.yaml"
    private static let sharedFolder = "/usr/share/kirimdev-mock"

    /// The contract that comes with the program.
    static var shipped: String? {
        candidates.first { FileManager.default.fileExists(atPath: $0) }
    }

    /// The file to serve.
    static func find(_ asked: String?) throws(CommandError) -> String {
        if let asked {
            guard FileManager.default.fileExists(atPath: asked) else { throw .contract("there is no file \(asked)") }
            return asked
        }
        guard let shipped else {
            throw .contract(
                "no \(name) in the working directory, above the program or in \(sharedFolder); name one with --contract"
            )
        }
        return shipped
    }

    private static var candidates: [String] {
        var folders = [FileManager.default.currentDirectoryPath]
        if let binary = Bundle.main.executableURL?.resolvingSymlinksInPath() {
            var folder = binary.deletingLastPathComponent()
            while folder.path != "/" {
                folders.append(folder.path)
                folder = folder.deletingLastPathComponent()
            }
        }
        return (folders + [sharedFolder]).map { $0 + "/" + name }
    }
}
