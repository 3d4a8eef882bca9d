package import Documents
package import OrderedCollections

/// An operation of a contract: its id, method, path, parameters, body and responses.
package final class Operation: Sendable {
    /// The `operationId`; without one, method and path such as `get /path`.
    package let id: String
    /// The index of the operation among all operations of the contract.
    package let index: Int
    /// The method in capitals, such as `GET`.
    package let method: String
    /// The path as written in the contract, without that of the server.
    package let pathTemplate: String
    /// The path of the first server followed by that of the operation, as requests are matched with it.
    package let fullPath: String
    /// The paths of all servers of the operation, each of which may precede its path.
    package let basePaths: [String]
    /// The member `tags`.
    package let tags: [String]
    /// The credentials that a request needs.
    package let security: SecurityRequirements
    /// The first mistake in the contract that affects the operation; if there is one, its parts must not be used.
    package let defect: Diagnostic?
    /// The members whose names begin with `x-`.
    package let extensions: JSONObject
    /// The names of the captures in the path.
    package let captureNames: [String]
    let library: SchemaLibrary
    private let site: OperationSite
    /// Whether the operation has a member `requestBody`, which tells without reading the details.
    private let mayHaveBody: Bool
    private let cachedDetails = OnceReference<OperationDetails>()

    init(_ site: OperationSite, index: Int, library: SchemaLibrary, defect: Diagnostic? = nil) {
        self.index = index
        self.defect = defect
        self.library = library
        id = site.id
        method = site.method
        pathTemplate = site.path
        basePaths = site.basePaths
        fullPath = (site.basePaths.first ?? "") + site.routedPath
        tags = site.members["tags"]?.array?.compactMap(\.string) ?? []
        security = SecurityRequirements(
            site.members["security"] ?? library.index.documents[0]["security"],
            in: library
        )
        extensions = site.members.extensions
        captureNames = PathTemplate(site.path).names
        self.site = site
        mayHaveBody = site.members["requestBody"] != nil
    }

    /// The parts of the operation that are read on first use.
    var details: OperationDetails {
        cachedDetails.load() ?? cachedDetails.storeIfNil(OperationDetails(site, library: library))
    }

    /// The path as it is matched, with a leading slash even if the contract has none.
    var routedPath: String { site.routedPath }

    var body: RequestBody? { details.body }

    /// Whether a request without a key is refused.
    package var requiresKey: Bool { security.requiresKey }

    /// The parameters in the order of the contract; those of the path item come before those of the operation.
    package var parameters: [Parameter] { details.parameters }

    /// The names of the query parameters, in the order of the contract.
    package var queryOrder: [String] { details.queryOrder }

    /// Whether the operation declares a request body.
    package var hasRequestBody: Bool { mayHaveBody && body != nil }

    /// Whether the request body is required.
    package var requiresRequestBody: Bool { body?.isRequired ?? false }

    /// The names of the body's properties in declared order, including those of references and branches.
    package var bodyFieldOrder: [String] { details.bodyFieldOrder }

    /// The responses in the order of the contract, by status: `200`, `4XX`, `default`.
    package var responses: OrderedDictionary<String, ResponseDescription> { details.responses }

    /// The declared statuses from 200 to 399, lowest first; `2XX` counts as 200.
    package var successStatuses: [Int] {
        responses.values.compactMap(\.numericStatus).filter { (200..<400).contains($0) }.sorted()
    }

    /// The response for a status: that of the exact status, else that of its class (`4XX`), else `default`.
    package func response(for status: Int) -> ResponseDescription? {
        let responses = self.responses
        return responses[String(status)] ?? responses["\(status / 100)XX"] ?? responses["\(status / 100)xx"]
            ?? responses["default"]
    }

    /// The codes of `x-error-codes`, by status.
    package func errorCodes() -> [String: [String]] {
        responses.reduce(into: [:]) { codes, response in
            if !response.value.errorCodes.isEmpty { codes[response.key] = response.value.errorCodes }
        }
    }

    /// Whether a response of the operation lists the error code in `x-error-codes`.
    package func lists(code: String) -> Bool {
        responses.values.contains { $0.errorCodes.contains(code) }
    }
}
