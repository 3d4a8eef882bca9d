extension ScenarioRun {
    /// Sends a request whose response a later step waits for.
    mutating func begin(_ request: DriverRequest, as name: String) {
        // It is sent before the next step begins, so that requests are sent in the order of their steps.
        background[name] = Task.immediate { [driver] in await ReceivedResponse(to: request, over: driver) }
    }

    /// Waits for the response to a background request; nil if it was not sent.
    mutating func receive(_ name: String) async -> ReceivedResponse? {
        guard let request = background.removeValue(forKey: name) else { return nil }
        let received = await withTaskCancellationHandler {
            await request.value
        } onCancel: {
            request.cancel()
        }
        record(received)
        return received
    }

    /// Cancels the background requests whose responses no step has waited for.
    mutating func end() {
        for request in background.values { request.cancel() }
        background = [:]
    }
}
