import Documents
import Domain
import EmulatorServer
import Scenarios

/// The control requests that put in order what a step causes.
struct OrderControl: Sendable {
    /// The header by which a hold finds the request of a step, so that it stops no other one.
    private static let mark = HeaderField(name: "X-Mock-Order", value: "response")
    private static let deliveries = "order-of-deliveries"
    private static let responses = "order-of-responses"
    /// How long something that is released may take to arrive; a receiver has 10 s by default.
    private static let patience = TimeSpan.seconds(30)

    let driver: any ScenarioDriver
    /// The headers of control requests: the key of the run, and perhaps an admin token.
    let headers: [HeaderField]
    /// Waits between two questions.
    let pause: @Sendable (TimeSpan) async -> Void

    /// The request with a header by which its response is held, and with time for that.
    func marked(_ request: DriverRequest) -> DriverRequest {
        DriverRequest(
            method: request.method,
            target: request.target,
            headers: request.headers + [Self.mark],
            body: request.body,
            timeout: .minutes(10)
        )
    }

    // MARK: Holds

    /// Begins to hold all deliveries and the response of the marked request; returns why it cannot, or nil.
    func begin() async -> String? {
        let mark: JSONValue = ["/headers/\(Self.mark.name.lowercased())": .string(Self.mark.value)]
        let holds: [(id: String, body: JSONValue)] = [
            (Self.deliveries, ["id": .string(Self.deliveries), "delivery": ["any": true]]),
            (
                Self.responses,
                ["id": .string(Self.responses), "request": ["where": mark], "phase": "after_commit"]
            ),
        ]
        var begun: [String] = []
        for hold in holds {
            let response = await send(ControlRequest("createHold", body: hold.body, of: ControlContract.contract))
            guard response?.status == 201 else {
                await end(begun)
                guard let response else { return "the server sent no response to a hold" }
                return "a hold was refused with \(response.status)"
            }
            begun.append(hold.id)
        }
        return nil
    }

    /// Ends the holds and releases what they still hold.
    func end() async { await end([Self.responses, Self.deliveries]) }

    private func end(_ holds: [String]) async {
        for id in holds {
            _ = await send(ControlRequest("deleteHold", path: ["id": id], of: ControlContract.contract))
        }
    }

    /// Waits until the response of the marked request is held, or until the task is cancelled.
    func waitForResponse() async {
        while !Task.isCancelled, await held(by: Self.responses)?.isEmpty != false {
            await pause(TimeSpan(milliseconds: 2))
        }
    }

    /// What the holds hold, in the vendor's order: the response, then the deliveries, oldest first.
    ///
    /// Nil if the server does not tell.
    func effects() async -> [StepEffect]? {
        guard let responses = await held(by: Self.responses), let deliveries = await held(by: Self.deliveries) else {
            return nil
        }
        var effects = responses.map { StepEffect(reference: $0, kind: .response) }
        for reference in deliveries {
            guard let delivery = await delivery(reference) else { return nil }
            effects.append(StepEffect(delivery: delivery, reference: reference))
        }
        return effects
    }

    /// The references of what a hold holds; empty for a hold that has ended, nil if the server does not tell.
    private func held(by id: String) async -> [String]? {
        guard let holds = await json(ControlRequest("listHolds", of: ControlContract.contract))?["data"]?.array else {
            return nil
        }
        let hold = holds.first { $0["id"] == .string(id) }
        return (hold?["held"]?.array ?? []).compactMap { $0["ref"]?.string }
    }

    // MARK: Releases

    /// Releases one effect, and waits for the end of its first attempt if it is a delivery.
    func release(_ effect: StepEffect) async -> Arrival {
        switch effect.kind {
        case .response: return await release(effect, from: Self.responses) ?? .accepted
        case .delivery:
            guard await delivery(effect.reference)?["attempts"] == 0 else {
                return .missing(reason: "was sent before it was released")
            }
            if let missing = await release(effect, from: Self.deliveries) { return missing }
            return await firstAttempt(of: effect.reference)
        }
    }

    /// Releases an effect; returns nil if the hold has held it until then.
    private func release(_ effect: StepEffect, from hold: String) async -> Arrival? {
        let order: JSONValue = ["order": [.string(effect.reference)]]
        let request = ControlRequest("releaseHold", path: ["id": hold], body: order, of: ControlContract.contract)
        let isReleased = await json(request)?["released"] == [.string(effect.reference)]
        return isReleased ? nil : .missing(reason: "was not held any more when it should be released")
    }

    /// Waits for as long as the released response may take, or until the task is cancelled.
    func waitForLateResponse() async { await pause(Self.patience) }

    private func firstAttempt(of reference: String) async -> Arrival {
        let deadline = ContinuousClock.now + .milliseconds(Self.patience.milliseconds)
        while ContinuousClock.now < deadline, !Task.isCancelled {
            guard let delivery = await delivery(reference) else {
                return .missing(reason: "is not among the deliveries any more")
            }
            if let arrival = Arrival(delivery: delivery) { return arrival }
            await pause(TimeSpan(milliseconds: 2))
        }
        return .missing(reason: "had no first attempt that ended within \(Self.patience)")
    }

    // MARK: Deliveries

    /// The ids of the newest deliveries; nil if the server does not tell.
    func deliveryIDs() async -> Set<String>? {
        let query = [(name: "limit", value: "1000")]
        let request = ControlRequest("listDeliveries", query: query, of: ControlContract.contract)
        guard let rows = await json(request)?["data"]?.array else { return nil }
        return Set(rows.compactMap { $0["id"]?.string })
    }

    private func delivery(_ reference: String) async -> JSONValue? {
        let id = String(reference.drop { $0 != ":" }.dropFirst())
        return await json(ControlRequest("getDelivery", path: ["id": id], of: ControlContract.contract))
    }

    // MARK: Requests

    private func json(_ request: ControlRequest) async -> JSONValue? {
        guard let response = await send(request), response.status == 200 else { return nil }
        return try? JSONValue(parsing: response.body)
    }

    private func send(_ request: ControlRequest) async -> StepExchange.Response? {
        let type = request.body == nil ? [] : [HeaderField(name: "Content-Type", value: "application/json")]
        let message = DriverRequest(
            method: request.method,
            target: request.target,
            headers: headers + type,
            body: request.body?.serialized ?? []
        )
        return try? await driver.send(message)
    }
}
