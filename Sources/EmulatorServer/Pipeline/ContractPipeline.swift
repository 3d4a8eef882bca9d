import Contract
import Documents
import Domain
import EmulatorCore
package import HTTPServing
import NIOHTTP1

/// Answers requests to the API: runs the stages in order and turns what comes of them into a reply.
///
/// One plain function from request to reply, run on the connection's event loop; only a call that must wait for
/// another one is answered later.
package struct ContractPipeline: Sendable {
    let contract: Contract
    let catalog: ErrorCatalog
    let clock: EmulatorClock
    /// The checks and steps in the order in which they are asked.
    let stages: [any PipelineStage]
    let strays: Strays
    let log: RequestLog
    /// Whether each answer is held against the contract before it goes out.
    let isStrict: Bool

    /// The reply to one request.
    package func respond(to request: Request) -> Reply {
        let target = RequestTarget(request.head.uri)
        let wall = clock.now
        var exchange = Exchange(
            request: request,
            path: target.path,
            query: target.query,
            startedAt: .now,
            wall: wall,
            now: wall,
            match: contract.routes.match(method: request.head.method.rawValue, path: target.path),
            journal: strays.journal
        )
        exchange.outcome.operation = exchange.operation?.id
        return proceed(&exchange, from: 0)
    }

    // MARK: Running

    /// Goes on from a stage to the reply.
    func proceed(_ exchange: inout Exchange, from start: Int) -> Reply {
        for index in start..<stages.count {
            let result = result(of: stages[index], &exchange)
            if let delay = exchange.takeDelay() {
                return pause(exchange, for: delay) { exchange in
                    reply(to: &exchange, with: result, of: index) ?? proceed(&exchange, from: index + 1)
                }
            }
            if let reply = reply(to: &exchange, with: result, of: index) { return reply }
        }
        preconditionFailure("the last stage always answers")
    }

    private func result(of stage: any PipelineStage, _ exchange: inout Exchange) -> Result<StageResult, Refusal> {
        do throws(Refusal) {
            return .success(try stage.process(&exchange))
        } catch {
            return .failure(error)
        }
    }

    /// The reply that a stage has come to; nil if the next one is to be asked.
    private func reply(
        to exchange: inout Exchange,
        with result: Result<StageResult, Refusal>,
        of index: Int
    ) -> Reply? {
        switch result {
        case .success(.next): nil
        case .success(.answer(let answer)): reply(to: &exchange, with: answer)
        case .success(.wait(let key)): wait(for: key, stage: index, exchange)
        case .success(.cut(let connection)): cut(connection, &exchange)
        case .failure(let refusal): reply(to: &exchange, with: answer(to: &exchange, refusing: refusal))
        }
    }

    private func answer(to exchange: inout Exchange, refusing refusal: Refusal) -> Answer {
        exchange.open()
        switch refusal {
        case .api(let error):
            exchange.outcome.error = error.code
            return Answer(error, catalog: catalog, requestID: exchange.requestID)
        case .mock(let error):
            exchange.outcome.error = error.code.rawValue
            return Answer(error)
        }
    }

    func response(to exchange: Exchange, refusing refusal: Refusal) -> Response {
        var exchange = exchange
        let answer = answer(to: &exchange, refusing: refusal)
        return response(to: &exchange, with: answer)
    }

    // MARK: Replying

    /// The reply to a request that has come to its answer; a record keeps the true one, whatever goes out.
    private func reply(to exchange: inout Exchange, with truth: Answer) -> Reply {
        let broken = broken(truth, &exchange)
        var reply: Reply
        if let delay = exchange.takeDelay() {
            reply = pause(exchange, for: delay) { exchange in send(broken, &exchange) }
        } else {
            reply = send(broken, &exchange)
        }
        guard let use = exchange.idempotency, use.isOwner, let world = exchange.world else { return reply }
        let requestID = exchange.requestID
        let finish = reply.onFinish
        reply.onFinish = { outcome in
            finish?(outcome)
            guard truth.status < 500 else { return world.idempotency.abandon(use.key) }
            world.idempotency.finish(use.key, with: StoredAnswer(truth, requestID: requestID))
        }
        return reply
    }

    private func send(_ broken: BrokenAnswer, _ exchange: inout Exchange) -> Reply {
        if let connection = broken.connection { return cut(connection, &exchange) }
        if let hit = exchange.hit { hit.broke(at: clock.now) }
        return Reply(.now(response(to: &exchange, with: broken.answer)), fault: broken.fault)
    }

    private func broken(_ truth: Answer, _ exchange: inout Exchange) -> BrokenAnswer {
        do throws(APIError) {
            return try BrokenAnswer(truth, &exchange)
        } catch {
            return BrokenAnswer(answer: answer(to: &exchange, refusing: .api(error)))
        }
    }

    private func response(to exchange: inout Exchange, with answer: Answer) -> Response {
        exchange.open()
        let answer = isStrict && exchange.fault == nil ? checked(answer, for: exchange) : answer
        let headers = HTTPHeaders(AnswerHeaders.all(of: answer, for: exchange))
        exchange.outcome.status = answer.status
        exchange.outcome.response = RecordedMessage(headers: headers.recorded, body: answer.body)
        let took = ContinuousClock.now - exchange.startedAt
        exchange.outcome.tookMicroseconds = Int(took / .microseconds(1))
        exchange.journal.close(exchange.seq, with: exchange.outcome)
        log.note(
            method: exchange.method,
            path: exchange.path,
            status: answer.status,
            fault: exchange.fault,
            took: took
        )
        return Response(status: HTTPResponseStatus(statusCode: answer.status), headers: headers, body: answer.body)
    }

    /// Refusals have the vendor's form, which a contract without our error catalogue does not describe.
    private func isForeignRefusal(_ exchange: Exchange) -> Bool {
        exchange.outcome.error != nil && contract.errorCatalog.isEmpty
    }

    /// In strict mode an answer that the contract does not describe is replaced by the emulator's own confession.
    private func checked(_ answer: Answer, for exchange: Exchange) -> Answer {
        guard let operation = exchange.operation, !isForeignRefusal(exchange) else { return answer }
        let headers = AnswerHeaders.all(of: answer, for: exchange).map { (name: $0.0, value: $0.1) }
        let broken = operation.validateResponse(status: answer.status, headers: headers, body: answer.body)
        guard !broken.isEmpty else { return answer }
        let findings = broken.map { MockError.Finding(pointer: $0.pointer.description, message: $0.description) }
        return Answer(
            MockError(
                .brokenAnswer,
                "\(operation.id) answered \(answer.status) against the contract.",
                findings: findings
            )
        )
    }
}

extension StoredAnswer {
    fileprivate init(_ answer: Answer, requestID: String) {
        let headers = (answer.contentType.map { [("Content-Type", $0)] } ?? []) + answer.headers
        self.init(
            status: answer.status,
            headers: headers.map { HeaderField(name: $0.0, value: $0.1) },
            body: answer.body,
            requestID: requestID
        )
    }
}
