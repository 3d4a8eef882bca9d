/// The response to a background request, with what is expected of it.
package struct ResponseStep: Sendable {
    /// The name of the background request.
    package let request: String
    /// What is expected of the response; without a status and an error, any status of 2xx.
    package let expectation: ResponseExpectation
    /// The variables that are taken from the response.
    package let saved: [SavedValue]
}
