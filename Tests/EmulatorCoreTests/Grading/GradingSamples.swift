import Testing

@testable import Domain
@testable import EmulatorCore

/// The grade of a world with these requests and deliveries, in the order in which they were recorded.
func grade(
    _ rule: GradeRule,
    _ entries: [JournalEntry] = [],
    deliveries: [WebhookDelivery] = []
) throws -> Grade {
    var grading = Grading(rules: [rule])
    grading.add(GradedRecords(entries: entries, deliveries: deliveries))
    return try #require(grading.grades.first)
}

extension JournalEntry {
    /// A request that came so many milliseconds after the start, by default a POST that was answered at once.
    ///
    /// A status of nil means that a fault rule cut the connection.
    static func sample(
        _ seq: Int,
        at milliseconds: Int64 = 0,
        _ method: String = "POST",
        _ path: String = "/v1/customers",
        query: String? = nil,
        key: String? = nil,
        body: String = "{}",
        status: Int? = 200,
        took: Int = 0,
        retryAfter: String? = nil,
        response: String = "{}"
    ) -> JournalEntry {
        var ids = RandomStream(seed: UInt64(seq))
        let opening = JournalOpening(
            method: method,
            path: path,
            query: query,
            request: RecordedMessage(
                headers: key.map { [HeaderField(name: "idempotency-KEY", value: $0)] } ?? [],
                body: Array(body.utf8)
            ),
            at: .start.adding(milliseconds: milliseconds),
            wallAt: .start.adding(milliseconds: milliseconds)
        )
        var entry = JournalEntry(seq: seq, number: seq, RequestID(from: &ids), JournalRecord(opening))
        entry.change { outcome in
            outcome.status = status
            outcome.fault = status == nil ? "cut" : nil
            outcome.tookMicroseconds = took * 1000
            guard status != nil else { return }
            let headers = retryAfter.map { [HeaderField(name: "retry-after", value: $0)] } ?? []
            outcome.response = RecordedMessage(headers: headers, body: Array(response.utf8))
        }
        return entry
    }

    /// Changes the outcome of the request.
    mutating func change(_ body: (inout Outcome) -> Void) {
        var changed = outcome
        body(&changed)
        close(with: JournalRecord(ending: record, with: changed, sharing: SharedHeaderNames()), growth: 0, after: 0)
    }

    /// The same request while it has no response yet.
    var open: JournalEntry {
        var entry = self
        entry.change { outcome in
            let message = outcome.mcp
            outcome = Outcome()
            outcome.mcp = message
        }
        return entry
    }

    /// The same request as a message to the MCP endpoint.
    var asMessage: JournalEntry {
        var entry = self
        entry.change { $0.mcp = MCPTrace(method: MCPTrace.toolCall, tool: "list_customers") }
        return entry
    }

    /// The same request as a repeat of one that a fault rule has hit.
    func repeating(_ seq: Int) -> JournalEntry {
        var entry = self
        entry.change { outcome in
            outcome.repeated = RepeatedRequest(
                seq: seq,
                gap: .zero,
                isOnSameConnection: nil,
                rule: RuleName(id: "cut", isShared: false),
                chain: 1
            )
        }
        return entry
    }
}

extension AttemptOutcome {
    /// An answer without headers and body.
    static func answer(_ status: Int) -> AttemptOutcome { .answered(ReceiverAnswer(status: status)) }
}

extension DeliveryAttempt {
    /// An attempt that was made so many milliseconds after the start.
    static func sample(
        _ outcome: AttemptOutcome,
        at milliseconds: Int64 = 0,
        took: Int = 0,
        _ effect: DeliveryFault.Effect? = nil,
        copies: [AttemptOutcome] = []
    ) -> DeliveryAttempt {
        DeliveryAttempt(
            number: 1,
            at: .start,
            wallAt: .start.adding(milliseconds: milliseconds),
            headers: [],
            outcome: outcome,
            tookMilliseconds: took,
            verdict: .delivered,
            fault: effect.map { DeliveryFault(rule: "f", effect: $0) },
            copies: copies
        )
    }
}

extension WebhookDelivery {
    /// A delivery with the id `wbd_` and its name.
    static func sample(
        _ name: String,
        to subscription: String = "wbs_1",
        replaying original: String? = nil,
        _ attempts: DeliveryAttempt...
    ) -> WebhookDelivery {
        WebhookDelivery(
            id: Identifier("wbd_\(name)"),
            subscriptionID: Identifier(subscription),
            eventID: Identifier("evt_1"),
            event: WebhookEvent(type: "customer.created", id: "evt_1", source: .kirim, body: []),
            replayedFrom: original.map { Identifier("wbd_\($0)") },
            url: "https://a.example/hook",
            attempts: attempts,
            createdAt: .start,
            updatedAt: .start
        )
    }
}
