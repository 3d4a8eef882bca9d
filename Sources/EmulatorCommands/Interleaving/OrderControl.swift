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
    /// How long a delivery may take to be answered; the receiver has 10 s by default.
    private static let patience = Duration.seconds(30)

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

    /// Begins to hold all deliveries and the response of the marked request; returns what was refused, nil if nothing was.
    func begin() async -> String? {
        let mark: JSONValue = ["/headers/\(Self.mark.name.lowercased())": .string(Self.mark.value)]
        let holds: [JSONValue] = [
            ["id": .string(Self.deliveries), "delivery": ["any": true]],
            ["id": .string(Self.responses), "request": ["where": mark], "phase": "after_commit"],
        ]
        for hold in holds {
            let request = ControlRequest("createHold", body: hold, of: ControlContract.contract)
            guard let response = await send(request) else { return "the server sent no response to a hold" }
            guard response.status == 201 else { return "a hold was refused with \(response.status)" }
        }
        return nil
    }

    /// Ends the holds and releases what they still hold.
    func end() async {
        for id in [Self.responses, Self.deliveries] {
            _ = await send(ControlRequest("deleteHold", path: ["id": id], of: ControlContract.contract))
        }
    }

    /// Waits until the response of the marked request is held, or until the task is cancelled.
    func waitForResponse() async {
        while !Task.isCancelled, await held(by: Self.responses).isEmpty { await pause(TimeSpan(milliseconds: 2)) }
    }

    /// What the holds hold, in the vendor's order: the response, then the deliveries, oldest first.
    func effects() async -> [StepEffect] {
        var effects = await held(by: Self.responses).map { StepEffect(reference: $0, kind: .response) }
        for reference in await held(by: Self.deliveries) {
            effects.append(StepEffect(delivery: await delivery(reference) ?? .null, reference: reference))
        }
        return effects
    }

    private func held(by id: String) async -> [String] {
        let holds = await json(ControlRequest("listHolds", of: ControlContract.contract))?["data"]?.array ?? []
        let hold = holds.first { $0["id"] == .string(id) }
        return (hold?["held"]?.array ?? []).compactMap { $0["ref"]?.string }
    }

    // MARK: Releases

    /// Releases one effect; returns false if it is a delivery whose first attempt has not ended in time.
    func release(_ effect: StepEffect) async -> Bool {
        let order: JSONValue = ["order": [.string(effect.reference)]]
        let hold =
            switch effect.kind {
            case .response: Self.responses
            case .delivery: Self.deliveries
            }
        _ = await send(ControlRequest("releaseHold", path: ["id": hold], body: order, of: ControlContract.contract))
        switch effect.kind {
        case .response: return true
        case .delivery: return await waitForAttempt(of: effect.reference)
        }
    }

    private func waitForAttempt(of reference: String) async -> Bool {
        let deadline = ContinuousClock.now + Self.patience
        while await delivery(reference)?["status"] == "pending" {
            guard ContinuousClock.now < deadline, !Task.isCancelled else { return false }
            await pause(TimeSpan(milliseconds: 2))
        }
        return true
    }

    // MARK: Deliveries

    /// The ids of the newest deliveries.
    func deliveryIDs() async -> Set<String> {
        let query = [(name: "limit", value: "1000")]
        let rows = await json(ControlRequest("listDeliveries", query: query, of: ControlContract.contract))
        return Set((rows?["data"]?.array ?? []).compactMap { $0["id"]?.string })
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
