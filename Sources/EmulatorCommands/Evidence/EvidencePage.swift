import Contract
import Documents
import FoundationEssentials

/// The page in the documentation that shows for each operation what is known of it (`x-evidence`).
struct EvidencePage {
    /// The folder of the page beside the contract.
    private static let folder = "Sources/EmulatorServer/Documentation.docc"

    private let contract: Contract
    /// The path of the contract.
    private let contractFile: String

    init(_ contract: Contract, in contractFile: String) {
        self.contract = contract
        self.contractFile = contractFile
    }

    /// What is wrong: an operation without the mark, or a page that does not match the marks.
    ///
    /// A contract without marks and without a page needs neither.
    var findings: [Diagnostic] {
        guard isNeeded else { return [] }
        let unmarked = contract.operations.filter { $0.evidence == nil }.map { operation in
            let message = "the operation \(operation.id) has no `x-evidence`, and others have"
            return Diagnostic(message, at: SourceLocation(file: contractFile), hint: "it can be `contract`")
        }
        guard unmarked.isEmpty else { return unmarked }
        return staleLine.map { line in
            let location = SourceLocation(file: file, line: line)
            let hint = "write it again with `kirimdev-mock check --write-evidence \(contractFile)`"
            return [Diagnostic("the table does not match `x-evidence` in the contract", at: location, hint: hint)]
        } ?? []
    }

    /// Writes the page; returns its path, or nil for a contract that needs none.
    func write() throws(CommandError) -> String? {
        guard isNeeded else { return nil }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
        } catch {
            throw .failed("\(file) cannot be written: \(error.reason)")
        }
        return file
    }

    // MARK: The file

    private var folder: String {
        let place = contractFile.lastIndex(of: "/").map { contractFile[...$0] } ?? ""
        return place + Self.folder
    }

    private var file: String { folder + "/Evidence.md" }

    /// Whether operations have the mark and there is a folder for the page.
    private var isNeeded: Bool {
        contract.operations.contains { $0.evidence != nil } && FileManager.default.fileExists(atPath: folder)
    }

    /// The first line of the page that is not as it should be; nil if there is none.
    private var staleLine: Int? {
        let content = FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) } ?? ""
        guard content != text else { return nil }
        let lines = { (text: String) in text.split(separator: "\n", omittingEmptySubsequences: false) }
        let (actual, expected) = (lines(content), lines(text))
        let same = zip(actual, expected).prefix { $0 == $1 }.count
        return min(same + 1, max(actual.count, 1))
    }

    // MARK: The text

    /// The page in Markdown.
    var text: String {
        let rows = contract.operations.map { operation in
            "| `\(operation.id)` | `\(operation.method) \(operation.fullPath)` | \(Self.words(for: operation.evidence)) |"
        }
        return Self.head + "\n" + summary + "\n\n| Operation | Request | Evidence |\n|---|---|---|\n"
            + rows.joined(separator: "\n") + "\n"
    }

    private var summary: String {
        var counts = (contract: 0, documented: 0, recorded: 0)
        for operation in contract.operations {
            switch operation.evidence {
            case .contract: counts.contract += 1
            case .documented: counts.documented += 1
            case .recorded: counts.recorded += 1
            case nil: break
            }
        }
        return "Of \(contract.operations.count) operations, \(counts.recorded) are recorded, \(counts.documented) are "
            + "documented, and \(counts.contract) are only in the contract."
    }

    private static func words(for evidence: Evidence?) -> String {
        switch evidence {
        case .contract: "contract only"
        case .documented: "documented"
        case .recorded(let date): "recorded on \(date)"
        case nil: ""
        }
    }

    private static let head = """
        # Evidence

        <!-- Written by `kirimdev-mock check --write-evidence openapi.yaml` from `x-evidence`. -->

        What is known of each operation of the vendor's API:

        - **recorded**: the vendor's responses are in a recording, and the emulator was compared with it.
        - **documented**: the vendor documents the operation. Some of its fields, statuses and rules may still be decisions of
          this project, which [Fidelity](Fidelity.md) lists.
        - **contract only**: the vendor's documentation does not have the operation. It was seen in code of clients, or follows
          from other operations.

        [Contract tests](ContractTests.md#recordings) describes how to record.

        """
}
