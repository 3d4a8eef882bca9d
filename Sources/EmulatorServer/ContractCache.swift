import Documents
import FoundationEssentials

/// JSON copies of contracts that were found to be right, and of the schema of scenarios, by the digest of their text.
///
/// Reading the YAML takes longer than all the rest of a start; the copy is read in a fraction of it (decision 0003).
package struct ContractCache: Sendable {
    private let folder: String

    /// A cache in that folder, which is made when the first copy is stored.
    package init(folder: String) {
        self.folder = folder
    }

    /// The usual place: `$XDG_CACHE_HOME/kirimdev-mock`, else `~/.cache/kirimdev-mock`; nil without a home.
    package init?(environment: [String: String]) {
        if let base = environment["XDG_CACHE_HOME"], base.hasPrefix("/") {
            self.init(folder: base + "/kirimdev-mock")
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            self.init(folder: home + "/.cache/kirimdev-mock")
        } else {
            return nil
        }
    }

    /// What a copy was made of.
    enum Kind: String {
        case contract, schema
    }

    /// The copy of the text with that digest.
    func copy(_ kind: Kind, of digest: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path(kind, digest)).map { Array($0) }
    }

    /// Keeps a copy; a folder that cannot be written is no reason not to serve.
    func store(_ document: JSONValue, as kind: Kind, digest: String) {
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try? Data(document.serialized).write(to: URL(filePath: path(kind, digest)), options: .atomic)
    }

    private func path(_ kind: Kind, _ digest: String) -> String {
        "\(folder)/\(kind.rawValue)-\(digest).json"
    }
}
