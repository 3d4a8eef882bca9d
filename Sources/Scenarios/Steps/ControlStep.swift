package import Documents

/// A control request of a step.
package struct ControlStep: Sendable {
    /// The verbs whose arguments are bodies of the control API.
    package enum Verb: String, CaseIterable, Sendable {
        case simulate, trigger, advance, clock, organization, fault, reset, snapshot, restore, hold, release
    }

    package let verb: Verb
    /// The value of the verb in the file, such as `P8D`.
    package let argument: JSONValue
    /// What is expected of the response; without a status and a code, any status of 2xx.
    package internal(set) var expectation = ResponseExpectation(place: JSONPointer())
    /// The variables that are taken from the response.
    package internal(set) var saved: [SavedValue] = []
}
