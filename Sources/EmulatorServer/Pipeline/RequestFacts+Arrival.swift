import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

extension RequestFacts {
    /// The parts of a request with that body that fault rules can match.
    init(_ arrival: Arrival, body: JSONValue?) {
        var parameters: [String: String] = [:]
        if case .operation(let operation, let path) = arrival.match {
            for name in operation.captureNames { parameters[name] = path[name] }
        }
        self.init(
            operation: arrival.operation?.id,
            tags: arrival.operation?.tags ?? [],
            method: arrival.method,
            path: arrival.path,
            query: QueryItem.items(arrival.query).map { (name: $0.name, value: $0.value) },
            headers: arrival.headers.combined.map { HeaderField(name: $0.name, value: $0.value) },
            pathParameters: parameters,
            body: body
        )
        mcp = arrival.mcp?.trace
    }
}
