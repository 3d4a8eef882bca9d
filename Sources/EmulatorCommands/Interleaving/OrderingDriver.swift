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
        /// The response is held, or the wait for that was cancelled.
        case held
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
            recorder.record(OrderResult(names: [], arrived: [], problem: problem))
            return try await control.driver.send(request)
        }
        let response = await ordered(request)
        return try response.get()
    }

    // MARK: The ordered step

    private func ordered(_ request: DriverRequest) async -> Result<StepExchange.Response, DriverError> {
        let isOfAPI = request.target.hasPrefix("/") && !request.target.hasPrefix("/__admin/")
        let sent = isOfAPI ? control.marked(request) : request
        return await withTaskGroup(of: Progress.self) { group in
            group.addTask { .answered(await self.response(to: sent)) }
            if isOfAPI {
                group.addTask {
                    await self.control.waitForResponse()
                    return .held
                }
            }
            var response = await Self.response(from: &group)
            if response != nil { group.cancelAll() }
            let effects = await control.effects()
            var problem: String?
            for effect in order.sorted(effects) {
                let isAnswered = await control.release(effect)
                if !isAnswered { problem = "a delivery was not answered in time" }
                if case .response = effect.kind, response == nil { response = await Self.response(from: &group) }
            }
            await control.end()
            if response == nil { response = await Self.response(from: &group) }
            note(effects, problem)
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

    /// The response; nil if it is held.
    private static func response(
        from group: inout TaskGroup<Progress>
    ) async -> Result<StepExchange.Response, DriverError>? {
        switch await group.next() {
        case .answered(let response): response
        case .held, nil: nil
        }
    }

    private func note(_ effects: [StepEffect], _ problem: String?) {
        let names = StepEffect.names(of: effects)
        recorder.record(OrderResult(names: names, arrived: order.sorted(names), problem: problem))
    }
}

extension Step {
    /// The number in the file, from 1.
    var number: Int { (place.tokens.last.flatMap { Int($0) } ?? 0) + 1 }
}
