import Contract
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// Requests to the MCP endpoint: a call of a tool goes the way of its operation, and its answer becomes a result.
extension ContractPipeline {
    /// Enters a request into a journal; at the MCP endpoint, with its message.
    func open(_ arrival: Arrival, _ admitted: Admitted) -> ActiveRequest {
        let arrival = withMessage(arrival, of: admitted.caller.member?.organization)
        return ActiveRequest(arrival, admitted, unmatched: unmatched.journal)
    }

    /// The request with its message, if this is the pipeline of the MCP endpoint; without an organization, all
    /// revisions of the protocol are answered.
    func withMessage(_ arrival: Arrival, of organization: Organization?) -> Arrival {
        guard let mcp else { return arrival }
        var arrival = arrival
        let message = mcp.message(
            headers: arrival.headers,
            body: arrival.request.head.method == .POST ? arrival.bodyBytes : [],
            revisions: organization?.mcp.revisions ?? MCPRevision.allCases
        )
        arrival.carry(message)
        return arrival
    }

    /// Answers a message, or continues with the operation of its tool.
    func serve(_ message: MCPMessage, _ active: inout ActiveRequest) throws(Refusal) -> Reply {
        try active.arrival.checkCoding()
        guard active.arrival.hasJSON else { throw .api(APIError(.unsupportedMediaType)) }
        switch message.content {
        case .answered(let answer):
            return answer.status < 400 ? conclude(Answer(answer), &active) : reply(with: Answer(answer), &active)
        case .call(let call):
            let route = try active.arrival.route()
            try active.checkPlan(for: route.operation)
            if let error = call.missingPathArgument { throw .api(error) }
            active.content = route.operation.content(of: call.body)
            active.body = active.content.value
            return handle(route, &active)
        }
    }

    /// The answer as it is sent: at the MCP endpoint, that of an operation becomes the result of the tool.
    ///
    /// An error of the emulator itself, and an answer that has this form already, stay as they are.
    func sent(_ answer: Answer, _ active: ActiveRequest) -> Answer {
        guard let mcp, let message = active.arrival.mcp, answer.carriedStatus == nil, !active.outcome.isMockError
        else { return answer }
        var answer = answer
        if answer.status == 401 { answer.headers.append(("WWW-Authenticate", "Bearer")) }
        guard let call = message.call else { return answer }
        // The answer of a fault rule stays as the rule gives it.
        return mcp.result(of: call, answer, adding: active.outcome.injection == nil ? active.latestMessages : nil)
    }
}

extension ActiveRequest {
    /// Whether the MCP endpoint refuses a call with an error that the operation of the tool does not list.
    var isRefusedByEndpoint: Bool {
        guard let call = arrival.mcp?.call, let code = outcome.error, outcome.fault == nil else { return false }
        return !call.operation.lists(code: code)
    }
}

extension Arrival {
    /// Refuses a coding that is not supported; a body that cannot be unpacked counts as one that is not JSON.
    fileprivate func checkCoding() throws(Refusal) {
        guard case .unsupportedCoding = request.body, let error = APIError(unpacking: request.body) else { return }
        throw .api(error)
    }

    /// Whether the media type of the body is JSON, or not given.
    fileprivate var hasJSON: Bool {
        guard let type = headers.first(name: "Content-Type") else { return true }
        return type.prefix { $0 != ";" }.split(separator: " ").joined().lowercased() == "application/json"
    }
}
