import Documents
import Domain
import Scenarios
import Synchronization

/// Sends the requests of a scenario, and lets what one of its steps causes arrive in a given order.
///
/// The first request of that step is sent while holds stop all deliveries and the response. They are then released one by
/// one, each when the one before has been answered.
final class OrderingDriver: ScenarioDriver {
    private enum Progress {
        /// The response of the step's request.
        case answered(Result<StepExchange.Response, DriverError>)
        /// The response is held, or it is late after its release.
        case unanswered
    }

    let isEmulator = true
    private let order: StepOrder
    private let control: OrderControl
    private let isNext = Mutex(false)
    private let recorder: OrderRecorder

    init(_ order: StepOrder, _ control: OrderControl, _ recorder: OrderRecorder) {
        self.order = order
        self.control = control
        self.recorder = recorder
    }

    /// Prepares for a step that begins: the next request is put in order if it is that of the order.
    func begin(_ step: Step) {
        isNext.withLock { $0 = step.number == order.step }
    }

    func send(_ request: DriverRequest) async throws(DriverError) -> StepExchange.Response {
        let isOrdered = isNext.withLock { isNext in
            defer { isNext = false }
            return isNext
        }
        guard isOrdered else { return try await control.driver.send(request) }
        if let problem = await control.begin() {
            recorder.record(OrderResult(names: [], problem: problem))
            return try await control.driver.send(request)
        }
        let response = await ordered(request)
        return try response.get()
    }

    // MARK: The ordered step

    private func ordered(_ request: DriverRequest) async -> Result<StepExchange.Response, DriverError> {
        let isOfAPI = StepEffect.hasResponse(target: request.target)
        let sent = isOfAPI ? control.marked(request) : request
        return await withTaskGroup(of: Progress.self) { group in
            group.addTask { .answered(await self.response(to: sent)) }
            if isOfAPI {
                group.addTask {
                    await self.control.waitForResponse()
                    return .unanswered
                }
            }
            var response = await Self.response(from: &group)
            if response != nil { group.cancelAll() }
            let effects = await control.effects()
            let names = StepEffect.names(of: effects ?? [])
            var result = OrderResult(names: names)
            if effects == nil { result.problem = "the server does not say what its holds have stopped" }
            for (effect, name) in order.sorted(Array(zip(effects ?? [], names))) where result.problem == nil {
                var arrival = await control.release(effect)
                if case (.response, .accepted) = (effect.kind, arrival) {
                    group.addTask {
                        await self.control.waitForLateResponse()
                        return .unanswered
                    }
                    response = await Self.response(from: &group)
                    arrival = Arrival(response: response)
                }
                result.note(arrival, of: name)
            }
            await control.end()
            if response == nil { response = await Self.response(from: &group) }
            group.cancelAll()
            recorder.record(result)
            return response ?? .failure(.timedOut)
        }
    }

    private func response(to request: DriverRequest) async -> Result<StepExchange.Response, DriverError> {
        do throws(DriverError) {
            return .success(try await control.driver.send(request))
        } catch {
            return .failure(error)
        }
    }

    /// The response; nil if it is held or late.
    private static func response(
        from group: inout TaskGroup<Progress>
    ) async -> Result<StepExchange.Response, DriverError>? {
        switch await group.next() {
        case .answered(let response): response
        case .unanswered, nil: nil
        }
    }
}
