import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// The end of a request: its response, its journal entry, its log line and its idempotency record.
extension ContractPipeline {
    /// Sends an answer unchanged.
    func reply(with answer: Answer, _ active: inout ActiveRequest) -> Reply {
        let reply = send(OutgoingAnswer(answer), &active)
        return ending(active, with: answer, reply)
    }

    func refuse(_ refusal: Refusal, _ active: inout ActiveRequest) -> Reply {
        reply(with: answer(to: &active, refusedBy: refusal), &active)
    }

    private func answer(to active: inout ActiveRequest, refusedBy refusal: Refusal) -> Answer {
        switch refusal {
        case .api(let error):
            active.outcome.error = error.code
            return Answer(error, catalog: catalog, requestID: active.requestID)
        case .mock(let error):
            active.outcome.error = error.code.rawValue
            active.outcome.isMockError = true
            return Answer(error)
        }
    }

    /// The error response to a request whose wait timed out or was cancelled.
    func response(to active: ActiveRequest, refusedBy refusal: Refusal) -> Response {
        var active = active
        let answer = answer(to: &active, refusedBy: refusal)
        return response(to: &active, with: answer)
    }

    // MARK: Sending and recording

    /// Completes the idempotency record with the original answer once the exchange has ended.
    ///
    /// After a status of 500 or more the record is removed, so that the key can be used again.
    func ending(_ active: ActiveRequest, with truth: Answer, _ reply: Reply) -> Reply {
        guard let use = active.idempotency, use.isOwner, let world = active.caller.world else { return reply }
        let requestID = active.requestID
        var reply = reply
        let finish = reply.onFinish
        reply.onFinish = { outcome in
            finish?(outcome)
            guard truth.status < 500 else { return world.idempotency.abandon(use.key) }
            world.idempotency.finish(use.key, with: StoredAnswer(truth, requestID: requestID))
        }
        return reply
    }

    /// Sends the answer that a fault rule changes or delays.
    func send(_ truth: Answer, brokenBy fault: FiredFault, _ active: inout ActiveRequest) -> Reply {
        let outgoing: OutgoingAnswer
        do throws(APIError) {
            outgoing = try OutgoingAnswer(sent(truth, active), after: fault.action, for: active)
        } catch {
            outgoing = OutgoingAnswer(answer(to: &active, refusedBy: .api(error)))
        }
        let proceed: Continuation = { active in after(fault.delay, &active) { active in send(outgoing, &active) } }
        return outgoing.followsEvents ? afterEvents(&active, proceed) : proceed(&active)
    }

    func send(_ outgoing: OutgoingAnswer, _ active: inout ActiveRequest) -> Reply {
        if let connection = outgoing.connection { return cut(connection, &active) }
        if let hit = active.hit { hit.broke(at: clock.now) }
        return Reply(.now(response(to: &active, with: outgoing.answer)), fault: outgoing.fault)
    }

    private func response(to active: inout ActiveRequest, with answer: Answer) -> Response {
        let own = isStrict && active.outcome.fault == nil ? checked(answer, for: &active) : answer
        let answer = sent(own, active)
        active.operationStatus = answer.carriedStatus ?? answer.status
        let headers = HTTPHeaders(AnswerHeaders.all(of: answer, for: active))
        active.outcome.status = answer.status
        active.outcome.response = RecordedMessage(headers: headers.recorded, body: answer.body)
        close(&active)
        return Response(status: HTTPResponseStatus(statusCode: answer.status), headers: headers, body: answer.body)
    }

    /// Closes the journal entry, counts the answer and writes the log line; there is no status without a response.
    func close(_ active: inout ActiveRequest) {
        let took = ContinuousClock.now - active.arrival.startedAt
        active.outcome.tookMicroseconds = Int(took / .microseconds(1))
        active.journal.close(active.seq, with: active.outcome)
        count(active)
        log.note(
            method: active.arrival.method,
            path: active.arrival.path,
            status: active.outcome.status,
            fault: active.outcome.fault,
            took: took
        )
    }

    private func count(_ active: ActiveRequest) {
        let coverage = coverage(of: active)
        var counted = active.outcome
        counted.status = active.operationStatus
        if active.isRefusedByEndpoint { counted.operation = nil }
        if countsCoverage { coverage?.count(counted, seq: active.seq) }
        guard active.outcome.isUnmatched else { return }
        coverage?.countUnmatched(method: active.arrival.method, path: active.arrival.path, seq: active.seq)
    }

    /// The recorder of the request's world, or that of the requests without a world.
    private func coverage(of active: ActiveRequest) -> CoverageRecorder? {
        guard let world = active.caller.world else { return unmatched.coverage }
        return world.coverage
    }

    // MARK: Strict mode

    /// Replaces an answer that does not match the contract with the error `broken_answer`.
    private func checked(_ answer: Answer, for active: inout ActiveRequest) -> Answer {
        guard let operation = active.arrival.operation, !active.outcome.isMockError, !active.isRefusedByEndpoint,
            !isForeignRefusal(active)
        else { return answer }
        let headers = AnswerHeaders.all(of: answer, for: active).map { (name: $0.0, value: $0.1) }
        let broken = operation.validateResponse(status: answer.status, headers: headers, body: answer.body)
        guard !broken.isEmpty else { return answer }
        active.outcome.isMockError = true
        let findings = broken.map { MockError.Finding(pointer: $0.pointer.description, message: $0.description) }
        return Answer(
            MockError(
                .brokenAnswer,
                "\(operation.id) answered \(answer.status) against the contract.",
                findings: findings
            )
        )
    }

    /// Whether the answer is an error that cannot be validated, because the contract has no error catalogue.
    ///
    /// Errors have the vendor's form, which other contracts do not describe.
    private func isForeignRefusal(_ active: ActiveRequest) -> Bool {
        active.outcome.error != nil && contract.errorCatalog.isEmpty
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

extension Answer {
    /// Restores the answer of an earlier call.
    init(_ stored: StoredAnswer) {
        self.init(status: stored.status, body: stored.body, contentType: nil)
        for field in stored.headers {
            if field.name == "Content-Type" {
                contentType = field.value
            } else {
                headers.append((field.name, field.value))
            }
        }
    }
}
