import Documents
import OrderedCollections

/// The parts of an operation that are needed only when it is called.
final class OperationDetails: Sendable {
    let parameters: [Parameter]
    /// The parameters in the order in which they are checked.
    let checked: [Parameter]
    /// The names of the query parameters, in the order of the contract.
    let queryOrder: [String]
    let body: RequestBody?
    let bodyFieldOrder: [String]
    let responses: OrderedDictionary<String, ResponseDescription>

    init(_ site: OperationSite, library: SchemaLibrary) {
        var parameters: OrderedDictionary<String, Parameter> = [:]
        for owner in [site.pathItem, site.place] {
            let count = library.index.value(at: owner)?["parameters"]?.array?.count ?? 0
            for index in 0..<count {
                guard let (value, place) = library.object(at: owner.appending(["parameters", String(index)])),
                    let parameter = Parameter(value, at: place, in: library)
                else { continue }
                parameters["\(parameter.location) \(parameter.name)"] = parameter
            }
        }
        self.parameters = parameters.values.elements
        queryOrder = parameters.values.filter { $0.location == .query }.map(\.name)
        checked = [.path, .query, .header, .cookie].flatMap { location in
            parameters.values.filter { $0.location == location && !$0.isIgnoredHeader }
        }
        let body = site.members["requestBody"].flatMap { _ in
            RequestBody(at: site.place.appending("requestBody"), in: library)
        }
        self.body = body
        bodyFieldOrder = body?.json?.schema.map { DeclaredOrder(library: library).names(in: [$0.location]) } ?? []
        var responses: OrderedDictionary<String, ResponseDescription> = [:]
        for status in (site.members["responses"]?.object ?? [:]).keys where !status.hasPrefix("x-") {
            let place = site.place.appending(["responses", status])
            responses[status] = ResponseDescription(status: status, at: place, in: library)
        }
        self.responses = responses
    }
}
