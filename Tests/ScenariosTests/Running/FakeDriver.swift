import Contract
import Documents
import Domain
import Synchronization

@testable import Scenarios

/// A server whose responses a test decides, and which records its requests.
final class FakeDriver: ScenarioDriver {
    typealias Answer = @Sendable (DriverRequest) throws(DriverError) -> StepExchange.Response

    let isEmulator: Bool
    private let answer: Answer
    private let recorded = Mutex<[DriverRequest]>([])

    /// A server that asks `answer` for each response; without it, each operation is answered with its usual sample.
    init(
        isEmulator: Bool = true,
        _ answer: @escaping Answer = { request throws(DriverError) in try FakeDriver.sample(for: request) }
    ) {
        self.isEmulator = isEmulator
        self.answer = answer
    }

    /// The requests in their order.
    var requests: [DriverRequest] { recorded.withLock { $0 } }

    func send(_ request: DriverRequest) async throws(DriverError) -> StepExchange.Response {
        recorded.withLock { $0.append(request) }
        return try answer(request)
    }

    /// The sample in the contract for the response to a request, with its usual status or with another one.
    static func sample(for request: DriverRequest, status: Int? = nil) throws(DriverError) -> StepExchange.Response {
        let path = request.target.prefix { $0 != "?" }
        guard let contract = try? Checkout.contract.get(),
            case .operation(let operation, _) = contract.routes.match(method: request.method, path: path)
        else { throw .unreachable("no operation for \(request.target)") }
        guard let sample = operation.sampleResponse(status: status ?? operation.sampleStatus) else {
            throw .unreachable("no sample")
        }
        var body: [UInt8] = []
        if case .json(let value) = sample.content { body = value.serialized }
        let headers = sample.headers.map { HeaderField(name: $0.name, value: $0.value) }
        return StepExchange.Response(status: sample.status, headers: headers, body: body)
    }
}

extension StepExchange.Response {
    /// A response with a JSON body.
    static func json(_ status: Int, _ body: JSONValue, headers: [HeaderField] = []) -> StepExchange.Response {
        let type = HeaderField(name: "Content-Type", value: "application/json")
        return StepExchange.Response(status: status, headers: [type] + headers, body: body.serialized)
    }

    /// The same response with one more header.
    func with(_ name: String, _ value: String) -> StepExchange.Response {
        StepExchange.Response(status: status, headers: headers + [HeaderField(name: name, value: value)], body: body)
    }
}

extension DriverRequest {
    /// The body as JSON; null if it is not JSON.
    var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }

    /// The value of a header with exactly this spelling.
    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
