package import Documents

/// What a step does.
///
/// Texts may contain variables, such as `${customer}`, which are replaced when the step runs.
package enum StepAction: Sendable {
    /// Sends a request to the API and checks the response.
    case request(RequestStep)
    /// Waits for the response to a background request and checks it.
    case response(ResponseStep)
    /// Sends a request to the control API and checks the response, such as `fault` or `advance`.
    case control(ControlStep)
    /// Waits for an event or a delivery that has satisfied no earlier step.
    case occurrence(OccurrenceStep)
    /// Waits for what the body of waitForRequests describes.
    case wait(JSONValue)
    /// Compares the body of verifyRequests with what is recorded.
    case expectRequests(JSONValue)
    /// Compares the changes of the world with what is expected.
    case changes(ChangesStep)
}
