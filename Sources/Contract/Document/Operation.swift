package import Documents
package import OrderedCollections
import Synchronization

/// One operation of a contract: what it is called, where it is reached, and what it takes and answers.
package final class Operation: Sendable {
    /// The `operationId`, or `get /path` where the contract gives none.
    package let id: String
    /// The position among all operations of the contract.
    package let index: Int
    /// The method in capitals.
    package let method: String
    /// The path as the contract writes it, without the server's.
    package let pathTemplate: String
    /// The path with the first server's before it, as it is matched.
    package let fullPath: String
    /// The paths of all servers of the operation, under each of which it is reached.
    package let basePaths: [String]
    /// The groups that the operation belongs to.
    package let tags: [String]
    /// What a request must show to be let in.
    package let security: SecurityRequirements
    /// The first mistake of the contract that keeps the operation from being answered; its parts must not be used then.
    package let defect: Diagnostic?
    /// The keys that begin with `x-`.
    package let extensions: JSONObject
    /// The names of the captures in the path.
    package let captureNames: [String]
    let library: SchemaLibrary
    private let site: OperationSite
    private let cachedDetails = AtomicLazyReference<OperationDetails>()

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
    }

    /// The parts that are read when the operation is first asked for them.
    var details: OperationDetails {
        cachedDetails.load() ?? cachedDetails.storeIfNil(OperationDetails(site, library: library))
    }

    /// The path as it is matched, which begins with a slash even where the contract lacks it.
    var routedPath: String { site.routedPath }

    var body: RequestBody? { details.body }

    /// Whether a request without a key is refused.
    package var requiresKey: Bool { security.requiresKey }

    /// The parameters in their order; those of the path come before those of the operation.
    package var parameters: [Parameter] { details.parameters }

    /// The names of the query parameters in their order.
    package var queryOrder: [String] { parameters.filter { $0.location == .query }.map(\.name) }

    /// Whether the operation takes a body; the parts are only looked at if the contract names one.
    package var hasRequestBody: Bool { site.members["requestBody"] != nil && body != nil }

    /// Whether a request without a body breaks the contract.
    package var requiresRequestBody: Bool { body?.isRequired ?? false }

    /// The names of the body's properties in declared order, through references and branches.
    package var bodyFieldOrder: [String] { details.bodyFieldOrder }

    /// The possible answers in the order of the contract, by status: `200`, `4XX`, `default`.
    package var responses: OrderedDictionary<String, ResponseDescription> { details.responses }

    /// The numeric statuses from 200 to 399 that the contract lists, lowest first.
    package var successStatuses: [Int] {
        responses.values.compactMap(\.numericStatus).filter { (200..<400).contains($0) }.sorted()
    }

    /// What the contract says about a status: the exact one, else its class (`4XX`), else the default.
    package func response(for status: Int) -> ResponseDescription? {
        let responses = self.responses
        return responses[String(status)] ?? responses["\(status / 100)XX"] ?? responses["\(status / 100)xx"]
            ?? responses["default"]
    }

    /// The error codes that the contract lists, by status.
    package func errorCodes() -> [String: [String]] {
        responses.reduce(into: [:]) { codes, response in
            if !response.value.errorCodes.isEmpty { codes[response.key] = response.value.errorCodes }
        }
    }

    /// Whether one of the answers may carry that error code.
    package func lists(code: String) -> Bool {
        responses.values.contains { $0.errorCodes.contains(code) }
    }
}
