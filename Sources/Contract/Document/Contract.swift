package import Documents
import OrderedCollections

/// An API contract, ready to route, validate and answer from.
package struct Contract: Sendable {
    /// The document as it was loaded.
    package let document: JSONValue
    /// The path of `servers[0].url`, such as `/v1`; empty if there is none.
    package let basePath: String
    /// The operations in the order of the file.
    package let operations: [Operation]
    /// Finds operations by method and path.
    package let routes: RouteTable
    /// Whether an operation asks for a key.
    package let usesKeys: Bool
    /// The security schemes that are declared, in the order of the file.
    package let securitySchemes: [SecurityScheme]
    /// What each error code means; empty where the contract has no catalogue.
    package let errorCatalog: ErrorCatalog
    /// The webhooks in the order of the file.
    package let webhooks: [Webhook]
    private let operationsByID: [String: Int]

    init(document: JSONValue, sites: [OperationSite], library: SchemaLibrary) {
        self.document = document
        basePath = ServerURL.path(of: document["servers"]) ?? ""
        let operations = sites.enumerated().map { Operation($0.element, index: $0.offset, library: library) }
        self.operations = operations
        routes = RouteTable(operations.map { (PathTemplate($0.fullPath), $0) })
        usesKeys = operations.contains(where: \.requiresKey)
        securitySchemes = (document["components"]?["securitySchemes"]?.object ?? [:]).keys.map {
            SecurityScheme(name: $0, in: library)
        }
        operationsByID = Dictionary(operations.map { ($0.id, $0.index) }) { first, _ in first }
        errorCatalog = ErrorCatalog(document["components"]?["x-error-catalog"])
        webhooks = (document["webhooks"]?.object ?? [:]).keys.compactMap { Webhook($0, library: library) }
    }

    /// The operation of that id.
    package func operation(_ id: String) -> Operation? {
        operationsByID[id].map { operations[$0] }
    }

    /// The webhook of that name.
    package func webhook(_ name: String) -> Webhook? {
        webhooks.first { $0.name == name }
    }
}

/// The part of a server's URL that belongs to the path.
enum ServerURL {
    /// The path of the first server, without a slash at the end; nil if there are no servers.
    static func path(of servers: JSONValue?) -> String? {
        guard let server = servers?[0], var url = server["url"]?.string else { return nil }
        for (name, variable) in server["variables"]?.object ?? [:] {
            url = url.replacing("{\(name)}", with: variable["default"]?.string ?? "")
        }
        var path = URIReference(url).path[...]
        while path.last == "/" { path.removeLast() }
        return path.isEmpty || path.hasPrefix("/") ? String(path) : "/" + path
    }
}
