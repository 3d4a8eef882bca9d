package import Documents
import FoundationEssentials

/// Reads contracts, and refuses those with mistakes.
package enum ContractLoader {
    /// Reads a contract and the files beside it that it refers to, in YAML or JSON.
    ///
    /// `checkEverything` also compiles every schema and validates every example, which otherwise waits for first use.
    package static func load(file: String, checkEverything: Bool = false) throws(DiagnosticsError) -> Contract {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw DiagnosticsError(diagnostics: [Diagnostic("the file cannot be read", at: SourceLocation(file: file))])
        }
        let source = try SourceDocument(Array(bytes), file: file)
        return try load(source, files: .besides(file), checkEverything: checkEverything)
    }

    /// Reads a contract from memory; `files` answers for the files that it refers to.
    package static func load(
        text: String,
        name: String = "openapi.yaml",
        checkEverything: Bool = false,
        files: @escaping (String) -> String? = { _ in nil }
    ) throws(DiagnosticsError) -> Contract {
        let source = try SourceDocument(text, file: name)
        return try load(source, files: .inMemory(files), checkEverything: checkEverything)
    }

    /// Takes a contract that has been read already.
    package static func load(
        document: SourceDocument,
        checkEverything: Bool = false
    ) throws(DiagnosticsError) -> Contract {
        try load(document, files: .besides(document.file), checkEverything: checkEverything)
    }

    private static func load(
        _ source: SourceDocument,
        files: ContractFiles,
        checkEverything: Bool
    ) throws(DiagnosticsError) -> Contract {
        var checker = ContractChecker(source, files: files, keepsSchemaPlaces: checkEverything)
        checker.checkDocument()
        try checker.throwFindings()
        let library = SchemaLibrary(checker.index)
        let contract = Contract(document: source.value, sites: checker.sites, library: library)
        if checkEverything {
            checker.checkExamples(of: contract, library)
            try checker.throwFindings()
        }
        return contract
    }
}

/// Where the documents come from that a contract refers to.
struct ContractFiles {
    /// The address of the contract, which relative references start from.
    let base: URIReference
    private let read: (String) -> [UInt8]?
    private let workingDirectory: String

    /// The files of the disk, relative to a file's place.
    static func besides(_ file: String) -> ContractFiles {
        let directory = FileManager.default.currentDirectoryPath
        let path = file.hasPrefix("/") ? file : directory + "/" + file
        return ContractFiles(base: URIReference("file://" + escaped(path)), workingDirectory: directory + "/") { path in
            FileManager.default.contents(atPath: path).map { Array($0) }
        }
    }

    /// Files that a function makes up, named relative to the contract.
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

    /// Escapes what would end the path of a URI.
    private static func escaped(_ path: String) -> String {
        path.replacing("%", with: "%25").replacing("#", with: "%23").replacing("?", with: "%3F")
    }

    /// The document at that address, if it can be had.
    func document(at uri: URIReference) throws(DiagnosticsError) -> SourceDocument? {
        guard uri.scheme == "file", let path = uri.path.percentDecoded, let bytes = read(path) else { return nil }
        let isInside = path.hasPrefix(workingDirectory)
        return try SourceDocument(bytes, file: isInside ? String(path.dropFirst(workingDirectory.count)) : path)
    }
}
