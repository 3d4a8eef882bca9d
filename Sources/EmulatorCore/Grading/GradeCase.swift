import Domain

/// One request or delivery that shows whether a rule is kept.
struct GradeCase: Hashable, Sendable {
    /// The request or the delivery.
    let name: ObservationRef.Name
    /// What breaks the rule, as a sentence without a full stop; nil if the rule is kept.
    let breach: String?

    private init(_ name: ObservationRef.Name, breach: String?) {
        self.name = name
        self.breach = breach
    }

    /// A request with its number in the journal.
    static func request(_ seq: Int, breach: String? = nil) -> GradeCase {
        GradeCase(.request(seq), breach: breach)
    }

    /// A delivery.
    static func delivery(_ id: Identifier<WebhookDelivery>, breach: String? = nil) -> GradeCase {
        GradeCase(.delivery(id), breach: breach)
    }

    /// Requests that were found in any order, in the order of the journal.
    static func requests(_ found: [(seq: Int, breach: String?)]) -> [GradeCase] {
        found.sorted { $0.seq < $1.seq }.map { .request($0.seq, breach: $0.breach) }
    }
}
