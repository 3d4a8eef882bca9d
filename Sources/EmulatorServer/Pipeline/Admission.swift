/// Finds the world of a request; the API and the dashboard do this in different ways.
protocol Admission: Sendable {
    /// Refuses a request from a web page that may not send it, before anything else of the request is checked.
    func checkOrigin(of arrival: Arrival) throws(Refusal)

    /// Returns the world of a request; refuses a request without a required key, and one with a wrong key.
    func admit(_ arrival: Arrival) throws(Refusal) -> Admitted
}
