import Testing

/// Which folder of a target may use the types of which other folder; there are no cycles.
@Suite struct FolderGraphTests {
    /// The edges between values in Domain.
    ///
    /// A state has all values, so what `WorldState` does with them is left out: the type itself, and the files
    /// `WorldState+….swift` beside the values that they change.
    private static let domain = FolderGraph(
        target: "Domain",
        aggregate: "WorldState",
        allowed: [
            "": ["Plans"],
            "Collections": ["", "Changes", "Export", "Identity", "Time"],
            "Contacts": ["Collections", "Export", "Identity", "Time", "WhatsAppAccounts"],
            "Conversations": [
                "", "Collections", "Contacts", "Export", "Identity", "Organizations", "Time", "WhatsAppAccounts",
            ],
            "Customers": ["Collections", "Export", "Identity", "Time"],
            "Events": [
                "Collections", "Contacts", "Conversations", "Customers", "Export", "Identity", "Messages", "SetupLinks",
                "Switches", "Time", "WhatsAppAccounts",
            ],
            "HTTP": ["Time"],
            "History": ["Collections", "Customers", "Events", "Export", "Identity", "Time"],
            "Identity": ["Export"],
            "Inbox": ["Contacts", "Conversations", "Messages", "Templates", "Time", "WhatsAppUsers"],
            "Labels": ["Collections", "Export", "Identity", "Time"],
            "Messages": [
                "", "Collections", "Contacts", "Export", "Identity", "Switches", "Templates", "Time",
                "WhatsAppUsers",
            ],
            "Onboarding": ["Collections", "Customers", "Export", "SetupLinks", "Time", "WhatsAppAccounts"],
            "Organizations": [
                "", "Collections", "Export", "Identity", "Messages", "Onboarding", "Plans", "Switches", "Teams",
                "Templates", "Time",
            ],
            "Seeds": [
                "Contacts", "Conversations", "Customers", "Identity", "Labels", "Messages", "Organizations",
                "SetupLinks", "Templates", "Time", "WebhookSubscriptions", "WhatsAppAccounts", "WhatsAppUsers",
            ],
            "SetupLinks": ["Collections", "Export", "Identity", "Time"],
            "Switches": ["Addresses"],
            "Templates": ["", "Addresses", "Collections", "Export", "Identity", "Time", "WhatsAppAccounts"],
            "Time": ["Export"],
            "Timers": ["Collections", "Export", "Identity", "Time", "WebhookDeliveries"],
            "WebhookDeliveries": ["Collections", "Events", "Export", "HTTP", "Identity", "Switches", "Time"],
            "WebhookSubscriptions": ["Collections", "Export", "Identity", "Time"],
            "WhatsAppAccounts": ["Changes", "Collections", "Customers", "Export", "Time"],
            "WhatsAppUsers": ["Collections", "Export", "Identity"],
        ]
    )

    private static let server = FolderGraph(
        target: "EmulatorServer",
        aggregate: nil,
        allowed: [
            "": [
                "Agents", "Configuration", "Contracts", "Control", "Coverage", "Dashboard", "Dashboard/Pages", "Log",
                "MCP", "MCP/Fixture", "Onboarding", "Operations", "Pages/Entry", "Pipeline", "Reference", "Scenarios",
            ],
            "Agents": [
                "Answers", "Configuration", "Contracts", "Control", "Errors", "MCP", "MCP/Fixture", "Operations",
                "Pipeline", "Scenarios",
            ],
            "Bundles": ["Contracts", "Log"],
            "Configuration": ["Log"],
            "Contracts": ["Errors", "Files"],
            "Control": [
                "Answers", "Configuration", "Contracts", "Coverage", "Errors", "Log", "MCP", "Media", "Operations",
                "Pages", "Pipeline", "Scenarios",
            ],
            "Coverage": ["Contracts", "Errors", "Operations", "Pages"],
            "Dashboard": ["Answers", "Errors", "Operations", "Pipeline"],
            "Dashboard/Pages": ["Answers", "Control", "Errors", "Pages", "Pages/Entry"],
            "Errors": ["Answers"],
            "MCP": ["Answers", "Errors"],
            "MCP/Fixture": [
                "Answers", "Configuration", "Contracts", "Control", "Errors", "MCP", "Operations", "Pipeline",
            ],
            "Media": ["Files"],
            "Onboarding": ["Answers", "Control", "Files", "Pages"],
            "Operations": ["Answers", "Errors", "Media"],
            "Pages": ["Answers", "Errors", "Files"],
            "Pages/Entry": [
                "Agents", "Answers", "Configuration", "Control", "Errors", "Files", "Operations", "Pages", "Pipeline",
            ],
            "Pipeline": ["Answers", "Errors", "Log", "MCP", "Operations"],
            "Receipts": ["Contracts"],
            "Reference": ["Answers", "Contracts", "Control", "Operations", "Pages", "Pipeline"],
            "Scenarios": ["Configuration", "Contracts", "Dashboard", "Files"],
        ]
    )

    @Test(arguments: [domain, server])
    func `a folder uses only the folders that it may use`(_ graph: FolderGraph) throws {
        for use in try graph.uses() {
            let isAllowed = graph.allowed[use.from]?.contains(use.to) ?? false
            #expect(isAllowed, "\(use.file) uses \(use.type), and \(use.from) may not use \(use.to)")
        }
    }

    @Test(arguments: [domain, server])
    func `every allowed edge between folders is used`(_ graph: FolderGraph) throws {
        let used = Set(try graph.uses().map { "\($0.from) → \($0.to)" })
        let allowed = Set(graph.allowed.flatMap { from, others in others.map { "\(from) → \($0)" } })
        #expect(allowed.subtracting(used).sorted() == [])
    }

    @Test(arguments: [domain, server])
    func `the allowed edges between folders make no cycle`(_ graph: FolderGraph) {
        var rest = graph.allowed
        while let free = rest.first(where: { _, others in others.allSatisfy { rest[$0] == nil } }) {
            rest[free.key] = nil
        }
        #expect(rest.keys.sorted() == [])
    }
}

/// The folders of a target and the edges between them that are allowed; the top folder is the empty string.
struct FolderGraph: Sendable, CustomTestStringConvertible {
    struct Use {
        let file: String
        let type: String
        let from: String
        let to: String
    }

    let target: String
    /// The type that any folder may use and extend in files of its own, if there is one.
    let aggregate: String?
    let allowed: [String: Set<String>]

    var testDescription: String { target }

    /// Every type of another folder that a file uses.
    func uses() throws -> [Use] {
        let files = try SourceFile.all.get().filter { $0.target == target }
        var home: [Substring: String] = [:]
        for file in files {
            for type in file.declaredTypes { home[type] = file.folder }
        }
        return files.filter { !isOfAggregate($0) }.flatMap { file in
            file.usedTypes.compactMap { type -> Use? in
                guard let to = home[type], to != file.folder, type != aggregate ?? "" else { return nil }
                return Use(file: file.path, type: String(type), from: file.folder, to: to)
            }
        }
    }

    private func isOfAggregate(_ file: SourceFile) -> Bool {
        guard let aggregate else { return false }
        let name = file.path.split(separator: "/").last ?? ""
        return name == "\(aggregate).swift" || name.hasPrefix("\(aggregate)+")
    }
}

extension SourceFile {
    /// The folders within folders that have edges of their own.
    private static let ownFolders: Set = ["Dashboard/Pages", "MCP/Fixture", "Pages/Entry"]

    /// The folder in the target; the empty string for a file beside the folders.
    fileprivate var folder: String {
        let parts = path.split(separator: "/")
        let inner = parts.count > 3 ? parts[1...2].joined(separator: "/") : ""
        if Self.ownFolders.contains(inner) { return inner }
        return parts.count > 2 ? String(parts[1]) : ""
    }

    fileprivate var declaredTypes: [Substring] {
        lines.compactMap { line in
            line.prefixMatch(of: /(?:package )?(?:final |indirect )?(?:struct|enum|class|protocol|actor) (\w+)/)?.1
        }
    }

    /// The capitalized words outside comments and strings, apart from the tag of an `Identifier<Tag>`.
    fileprivate var usedTypes: Set<Substring> {
        let code = lines.map { line in
            line.replacing(/"(?:\\.|[^"\\])*"/, with: "").split(separator: "//", omittingEmptySubsequences: false)[0]
        }
        .joined(separator: "\n").replacing(/Identifier<[\w.]+>/, with: "")
        return Set(code.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.filter { $0.first?.isUppercase == true })
    }
}
