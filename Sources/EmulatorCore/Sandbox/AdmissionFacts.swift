import Domain

/// What the admission of a request reads of a world, as the last transaction has left it.
///
/// It is a copy with a lock of its own, so that a request is admitted while another one changes the state.
struct AdmissionFacts: Sendable {
    var organization: Organization
    /// The clock and the next timer; nil before the first transaction, which may run timers.
    var work: PendingWork?

    /// The facts about a world that has had no transaction.
    init(_ state: borrowing WorldState) {
        organization = state.organization
    }
}
