import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1
import OrderedCollections

/// Answers the control API: checks the guards, validates against control.yaml and runs the handler.
struct ControlPipeline: Sendable {
    let contract: Contract
    private(set) var handlers: [String: ControlHandler]
    let guards: ControlGuard
    let registry: SandboxRegistry
    let origin: OriginPolicy
    let faultRules: FaultRuleReader
    let log: RequestLog

    func respond(to request: Request) -> Reply {
        let startedAt = ContinuousClock.now
        let target = RequestTarget(request.head.uri)
        do throws(MockError) {
            let (handler, call) = try prepare(request, target: target, startedAt: startedAt)
            switch handler {
            case .now(let handle):
                let answer = try handle(call)
                call.action?.record()
                return Reply(.now(response(with: answer, to: request, target, startedAt)))
            case .later(let handle):
                let pending = PendingResponse()
                try handle(call) { result in
                    if case .success = result { call.action?.record() }
                    let answer = answer(with: result, to: request, target)
                    pending.complete(with: response(with: answer, to: request, target, startedAt))
                }
                return pending.reply ?? Reply(.later(pending))
            case .stream(let handle):
                let stream = try handle(call)
                note(Int(stream.status.code), request, target, startedAt)
                return Reply(.stream(stream))
            case .waiting(let handle):
                return reply(waitingFor: try handle(call), to: request, target, startedAt)
            case .relayed(let handle):
                return try handle(call).mapping { response in
                    note(Int(response.status.code), request, target, startedAt)
                    return response
                }
            }
        } catch {
            let answer = answer(with: .failure(error), to: request, target)
            return Reply(.now(response(with: answer, to: request, target, startedAt)))
        }
    }

    /// The same pipeline with more handlers.
    func adding(_ handlers: [String: ControlHandler]) -> ControlPipeline {
        var pipeline = self
        pipeline.handlers.merge(handlers) { first, _ in first }
        return pipeline
    }

    private func reply(
        waitingFor wait: ControlWait,
        to request: Request,
        _ target: RequestTarget,
        _ startedAt: ContinuousClock.Instant
    ) -> Reply {
        let pending = PendingResponse(timeout: wait.timeout) {
            Reply(.now(response(with: wait.expire(), to: request, target, startedAt)))
        } onStop: {
            Reply(.now(response(with: wait.stop(), to: request, target, startedAt)))
        }
        wait.begin { result in
            let answer = answer(with: result, to: request, target)
            pending.complete(with: response(with: answer, to: request, target, startedAt))
        }
        return pending.reply ?? Reply(.later(pending)) { _ in wait.cancel() }
    }

    /// The answer of a handler, or the problem document, which links to the page of the inspector about it.
    ///
    /// A browser that opens a page gets the problem as a page.
    private func answer(
        with result: Result<Answer, MockError>,
        to request: Request,
        _ target: RequestTarget
    ) -> Answer {
        switch result {
        case .success(let answer): return answer
        case .failure(let error):
            let page = InspectorPage(of: error.code, path: target.path)
            let sandbox = ControlScope.named(by: request.head.headers, target.query, in: registry)
            let see = origin.origin(of: request) + page.path(sandbox: sandbox?.id.description)
            return opensPage(request, target) ? ProblemPage(error: error, see: see).answer : Answer(error, see: see)
        }
    }

    private func opensPage(_ request: Request, _ target: RequestTarget) -> Bool {
        guard request.head.headers.preferHTML else { return false }
        switch ControlAccess(of: contract.routes.match(method: request.head.method.rawValue, path: target.path)) {
        case .page, .entry: return true
        case .guarded, .open: return false
        }
    }

    private func response(
        with answer: Answer,
        to request: Request,
        _ target: RequestTarget,
        _ startedAt: ContinuousClock.Instant
    ) -> Response {
        note(answer.status, request, target, startedAt)
        return Response(answer)
    }

    /// Writes the log line of a request.
    private func note(
        _ status: Int,
        _ request: Request,
        _ target: RequestTarget,
        _ startedAt: ContinuousClock.Instant
    ) {
        log.note(
            method: request.head.method.rawValue,
            path: target.path,
            status: status,
            took: ContinuousClock.now - startedAt
        )
    }

    /// Validates a request; returns its handler and the call for it.
    private func prepare(
        _ request: Request,
        target: RequestTarget,
        startedAt: ContinuousClock.Instant
    ) throws(MockError) -> (ControlHandler, ControlCall) {
        let method = request.head.method.rawValue
        let match = contract.routes.match(method: method, path: target.path)
        try guards.check(request, for: ControlAccess(of: match))
        let (operation, path) = try route(match, method: method, path: target.path)
        let body = try body(of: request, for: operation)
        let headers = request.head.headers
        let validation = operation.validateRequest(
            query: QueryItem.items(target.query),
            headers: { headers.combined($0) },
            body: operation.content(of: body)
        )
        guard validation.violations.isEmpty else {
            throw MockError(validation.violations, mistakes(in: body, of: operation), in: body ?? .null, of: operation)
        }
        guard let handler = handlers[operation.id] else {
            throw MockError(.notFound, "\(operation.id) is not answered by this build.")
        }
        let scope = try scope(of: operation, handler, headers: headers, query: validation.parameters)
        let call = ControlCall(
            request: request,
            path: path,
            query: validation.parameters,
            body: body ?? .object([:]),
            scope: scope,
            action: operation.extensions["x-recorded"] == true
                ? PendingAction(method: method, path: target.path, body: body, scope: scope, in: registry) : nil,
            startedAt: startedAt
        )
        return (handler, call)
    }

    /// The sandboxes that a request acts on; a key is ignored if the operation has no parameter `sandbox`.
    ///
    /// A relayed request acts on none by itself, and must not create the sandbox of its key.
    private func scope(
        of operation: Operation,
        _ handler: ControlHandler,
        headers: HTTPHeaders,
        query: [String: JSONValue]
    ) throws(MockError) -> ControlScope {
        guard operation.parameters.contains(where: { $0.name == "sandbox" }), !handler.isRelayed else { return .all }
        if operation.extensions["x-none"] == true, query["sandbox"] == .string(ControlScope.noSandbox) { return .all }
        return try .find(
            headers: headers,
            query: query,
            isReset: operation.extensions["x-reset"] == true,
            creates: guards.allowsCreation(by: headers, for: ControlAccess(of: operation)),
            in: registry
        )
    }

    private func mistakes(in body: JSONValue?, of operation: Operation) -> [ReadingError] {
        switch ControlBody(of: operation) {
        case .faultRule: faultRules.mistakes(in: body ?? .null)
        case .json, .text, .world: []
        }
    }

    private func route(
        _ match: RouteMatch,
        method: String,
        path: String
    ) throws(MockError) -> (Operation, PathParameters) {
        switch match {
        case .operation(let operation, let parameters):
            return (operation, parameters)
        case .methodNotAllowed(let allow):
            var error = MockError(
                .methodNotAllowed,
                "\(method) is not supported here; use \(allow.joined(separator: ", "))."
            )
            error.headers["Allow"] = allow.joined(separator: ", ")
            throw error
        case .notFound:
            throw .unknownPath(path)
        }
    }

    private func body(of request: Request, for operation: Operation) throws(MockError) -> JSONValue? {
        switch request.body {
        case .tooLarge(let limit):
            throw MockError(.tooLarge, "The body exceeds \(limit >> 20) MiB.")
        case .unsupportedCoding(let coding) where operation.hasRequestBody:
            var error = MockError(.unsupportedCoding, "The content coding \(coding) is not supported.")
            error.headers["Accept-Encoding"] = ContentCoding.accepted
            throw error
        case .undecodable(let reason) where operation.hasRequestBody:
            throw MockError(.invalidBody, "The body is not valid gzip: \(reason).")
        case .unsupportedCoding, .undecodable:
            return nil
        case .complete(let bytes) where bytes.isEmpty || !operation.hasRequestBody:
            return operation.hasRequestBody ? .object([:]) : nil
        case .complete(let bytes):
            do throws(JSONParsingError) {
                switch ControlBody(of: operation) {
                case .text: return nil
                case .world: return try JSONValue(parsing: bytes, maximumDepth: WorldState.exportDepth)
                case .json, .faultRule: return try value(in: bytes, for: operation)
                }
            } catch {
                throw MockError(
                    .invalidBody,
                    "Not valid JSON: \(error.message) (line \(error.line), column \(error.column))."
                )
            }
        }
    }

    /// Parses the JSON of a body; `[]`, which PHP sends for an empty object, is read as `{}` where only that is valid.
    private func value(in bytes: [UInt8], for operation: Operation) throws(JSONParsingError) -> JSONValue {
        let value = try JSONValue(parsing: bytes)
        guard value == [], !operation.acceptsBody(value), operation.acceptsBody([:]) else { return value }
        return [:]
    }
}

extension MockError {
    /// The error for a path that control.yaml does not have.
    static func unknownPath(_ path: String) -> MockError {
        MockError(.notFound, "There is no \(path); GET /__admin/openapi.yaml describes what there is.")
    }
}
