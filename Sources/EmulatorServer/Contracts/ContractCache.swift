import Documents
import FoundationEssentials

/// JSON copies of contracts without mistakes and of the schema of scenarios, named by the SHA-256 of the YAML.
///
/// A JSON copy is read much faster than the YAML, which takes most of the start time (decision 0003).
package struct ContractCache: Sendable {
    private let folder: String

    /// Creates a cache in a folder, which is created when the first copy is stored.
    package init(folder: String) {
        self.folder = folder
    }

    /// Creates a cache in `$XDG_CACHE_HOME/kirimdev-mock` or `~/.cache/kirimdev-mock`; nil if neither can be found.
    package init?(environment: [String: String]) {
        if let base = environment["XDG_CACHE_HOME"], base.hasPrefix("/") {
            self.init(folder: base + "/kirimdev-mock")
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            self.init(folder: home + "/.cache/kirimdev-mock")
        } else {
            return nil
        }
    }

    /// The document that a copy was made from.
    enum Kind: String {
        case contract, schema
    }

    /// The copy of the document whose YAML has that digest; nil if there is none.
    func copy(_ kind: Kind, of digest: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path(kind, digest)).map { Array($0) }
    }

    /// Stores a copy; errors are ignored, because the emulator also runs without a cache.
    func store(_ document: JSONValue, as kind: Kind, digest: String) {
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try? Data(document.serialized).write(to: URL(filePath: path(kind, digest)), options: .atomic)
    }

    private func path(_ kind: Kind, _ digest: String) -> String {
        "\(folder)/\(kind.rawValue)-\(digest).json"
    }
}
