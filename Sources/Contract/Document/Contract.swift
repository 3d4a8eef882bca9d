package import Documents
import OrderedCollections

/// An API contract (OpenAPI), ready to route requests, validate messages and make samples.
package struct Contract: Sendable {
    /// The document as it was loaded.
    package let document: JSONValue
    /// The path of `servers[0].url`, such as `/v1`; empty if there is none.
    package let basePath: String
    /// The paths of all entries of the top-level `servers`, without duplicates; the first is `basePath`.
    package let basePaths: [String]
    /// The operations in the order of the file.
    package let operations: [Operation]
    /// Finds operations by method and path.
    package let routes: RouteTable
    /// Whether at least one operation requires a key.
    package let usesKeys: Bool
    /// The declared security schemes, in the order of the file.
    package let securitySchemes: [SecurityScheme]
    /// The error codes with their status and message; empty if the contract has no catalogue.
    package let errorCatalog: ErrorCatalog
    /// The webhooks in the order of the file, without those that have or refer to a mistake.
    package let webhooks: [Webhook]
    /// The findings that do not prevent the use of the contract, in the order of file, line and column.
    package let diagnostics: [Diagnostic]
    /// The tools of the MCP endpoint in the order of the file; empty if the contract has no such endpoint.
    package let tools: [ToolDescription]
    private let operationsByID: [String: Int]

    init(document: JSONValue, checker: ContractChecker, library: SchemaLibrary, findings: Findings) {
        self.document = document
        diagnostics = findings.diagnostics
        let operations = checker.sites.enumerated().map { index, site in
            Operation(site, index: index, library: library, defect: findings.defects.ofOperations[index])
        }
        self.operations = operations
        let rootPaths = ServerURL.paths(of: [document["servers"]])
        basePaths = rootPaths
        basePath = rootPaths.first ?? ""
        // The first server of each operation is entered first, so that the path of another server cannot replace it.
        let first = operations.map { (PathTemplate($0.fullPath), $0) }
        let others = operations.flatMap { operation in
            operation.basePaths.dropFirst().map { (PathTemplate($0 + operation.routedPath), operation) }
        }
        routes = RouteTable(first + others)
        usesKeys = operations.contains(where: \.requiresKey)
        securitySchemes = (document["components"]?["securitySchemes"]?.object ?? [:]).keys.map {
            SecurityScheme(name: $0, in: library)
        }
        let operationsByID = Dictionary(operations.map { ($0.id, $0.index) }) { first, _ in first }
        self.operationsByID = operationsByID
        tools = ToolDescription.all(in: document) { id in operationsByID[id].map { operations[$0] } }
        errorCatalog = ErrorCatalog(of: document)
        let broken = findings.defects.brokenPlaces
        webhooks = (document["webhooks"]?.object ?? [:]).keys.compactMap { name in
            let site = SchemaLocation(document: 0, pointer: JSONPointer(["webhooks", name]))
            guard let place = library.object(at: site)?.location, !broken.contains(place) else { return nil }
            return Webhook(name, library: library)
        }
    }

    /// The result of checking a contract.
    struct Findings {
        let diagnostics: [Diagnostic]
        let defects: Defects
    }

    /// The operation with an `operationId`.
    package func operation(_ id: String) -> Operation? {
        operationsByID[id].map { operations[$0] }
    }

    /// The webhook with a name, such as `message.received`.
    package func webhook(_ name: String) -> Webhook? {
        webhooks.first { $0.name == name }
    }
}
