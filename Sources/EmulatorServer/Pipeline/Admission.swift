/// Finds the world of a request; the API and the dashboard differ in nothing else.
protocol Admission: Sendable {
    /// Which world that is; a request without the key that it needs, or with a wrong one, is refused.
    func admit(_ arrival: Arrival) throws(Refusal) -> Admitted
}
