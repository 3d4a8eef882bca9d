import Domain

/// One request or delivery that shows whether a rule is kept.
struct GradeCase: Hashable, Sendable {
    /// The reference in the answer: `request:3` or `delivery:wbd_…`.
    let ref: String
    /// What breaks the rule, as a sentence without a full stop; nil if the rule is kept.
    let breach: String?

    private init(ref: String, breach: String?) {
        self.ref = ref
        self.breach = breach
    }

    /// A request with its number in the journal.
    static func request(_ seq: Int, breach: String? = nil) -> GradeCase {
        GradeCase(ref: "request:\(seq)", breach: breach)
    }

    /// A delivery.
    static func delivery(_ id: Identifier<WebhookDelivery>, breach: String? = nil) -> GradeCase {
        GradeCase(ref: "delivery:\(id)", breach: breach)
    }

    /// Requests that were found in any order, in the order of the journal.
    static func requests(_ found: [(seq: Int, breach: String?)]) -> [GradeCase] {
        found.sorted { $0.seq < $1.seq }.map { .request($0.seq, breach: $0.breach) }
    }
}
