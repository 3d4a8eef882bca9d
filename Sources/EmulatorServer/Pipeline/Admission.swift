import EmulatorCore

/// Finds the world of a request; the API and the dashboard do this in different ways.
protocol Admission: Sendable {
    /// Refuses a request from a web page that may not send it, before anything else of the request is checked.
    func checkOrigin(of arrival: Arrival) throws(Refusal)

    /// Returns the world of a request; refuses a request without a required key, and one with a wrong key.
    func admit(_ arrival: Arrival) throws(Refusal) -> Admitted
    /// The same admission to the copied sandbox of a dry run, whose key a request without a key gets.
    func inDryRun(_ run: DryRun) -> any Admission
}
