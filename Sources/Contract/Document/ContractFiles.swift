import Documents
import FoundationEssentials

/// Reads the documents that a contract refers to.
struct ContractFiles {
    /// The URI of the contract, against which relative references are resolved.
    let base: URIReference
    private let read: (String) -> [UInt8]?
    private let workingDirectory: String

    /// Reads files from disk; references are relative to a file.
    static func besides(_ file: String) -> ContractFiles {
        let directory = FileManager.default.currentDirectoryPath
        let path = file.hasPrefix("/") ? file : directory + "/" + file
        return ContractFiles(base: URIReference("file://" + escaped(path)), workingDirectory: directory + "/") { path in
            FileManager.default.contents(atPath: path).map { Array($0) }
        }
    }

    /// Asks a function for the text of a file, whose name is relative to the contract.
    static func inMemory(_ files: @escaping (String) -> String?) -> ContractFiles {
        ContractFiles(base: URIReference("file:///contract"), workingDirectory: "/") { path in
            files(String(path.dropFirst())).map { Array($0.utf8) }
        }
    }

    private init(base: URIReference, workingDirectory: String, read: @escaping (String) -> [UInt8]?) {
        self.base = base.resolved(against: base)
        self.workingDirectory = workingDirectory
        self.read = read
    }

    /// Percent-encodes the characters that would end the path of a URI, and `%`.
    private static func escaped(_ path: String) -> String {
        path.replacing("%", with: "%25").replacing("#", with: "%23").replacing("?", with: "%3F")
    }

    /// The document at a URI; nil if it is not a file or cannot be read.
    func document(at uri: URIReference) throws(DiagnosticsError) -> SourceDocument? {
        guard uri.scheme == "file", let path = uri.path.percentDecoded, let bytes = read(path) else { return nil }
        let isInside = path.hasPrefix(workingDirectory)
        return try SourceDocument(bytes, file: isInside ? String(path.dropFirst(workingDirectory.count)) : path)
    }
}
