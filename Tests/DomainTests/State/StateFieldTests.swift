import Documents
import OrderedCollections
import Testing

@testable import Domain

/// Finds a property that was added to a type but not to its export.
@Suite struct StateFieldTests {
    private func names(of value: Any) -> [String] {
        Mirror(reflecting: value).children.compactMap(\.label)
    }

    /// Checks that each property of a value is a member of its export, except those that follow from others.
    ///
    /// `boxed` has the properties that are kept in an object of their own, and `exported` the member names of properties
    /// that were renamed after states were exported with them.
    private func check(
        _ value: some StateCodable,
        derived: Set<String> = [],
        boxed: [String] = [],
        exported: [String: String] = [:],
        location: Testing.SourceLocation = #_sourceLocation
    ) throws {
        let json = try JSONValue(parsing: JSONWriter.bytes { writer in value.writeState(to: &writer) })
        let members = json.object?.keys ?? []
        let stored = names(of: value).filter { !derived.contains($0) } + boxed
        let properties = stored.map { exported[$0] ?? $0.inSnakeCase }
        #expect(Set(members) == Set(properties), sourceLocation: location)
    }

    @Test func `a world is exported with all its properties`() throws {
        let state = try RichWorld().state
        let derived: Set = [
            "isEnded", "customersByInternalID", "setupLinksByToken", "deliveryOrder", "unqueued",
            "contactsByAddress", "conversationsByAddress", "labelsByAddress", "templatesByAddress",
            "messagesByWamid", "isOrganizationTouched",
        ]
        let members = try JSONValue(parsing: state.exported).object?.keys ?? []
        let properties = names(of: state).filter { !derived.contains($0) }.map(\.inSnakeCase)
        #expect(Set(members) == Set(properties + ["version"]))
    }

    @Test func `the objects are exported with all their properties`() throws {
        let state = try RichWorld().state
        try check(try #require(state.customers.byAge.first))
        let link = try #require(state.setupLinks.byAge.first)
        try check(link)
        try check(link.redirects)
        try check(try #require(state.accounts.all.first))
        try check(try #require(state.contacts.byAge.first))
        try check(try #require(state.conversations.byAge.first))
        try check(try #require(state.labels.byAge.first))
        try check(state.activityRecord)
        try check(try #require(state.activityRecord.standings.first))
        try check(try #require(state.activityRecord.log.first))
        try check(ActivityRank(position: 1, isSilent: true))
        try check(try #require(state.templates.byAge.first))
        let message = try #require(state.messages.byAge.first { $0.content.media != nil })
        try check(message)
        let parts = try #require(message.content.parts).unboxed
        try check(message.content, derived: ["parts"], boxed: names(of: parts))
        try check(try #require(message.content.media))
        try check(try #require(state.messages.byAge.compactMap(\.plan).first))
        let notice = state.notice(of: message)
        try check(notice)
        try check(notice.contact)
        try check(MessageAmendment(kind: .edit, wamid: "wamid.x"))
        try check(try #require(identityNotice(in: state)))
        try check(state.directory, derived: ["idsByNumber"])
        try check(try #require(state.directory.usersByID.first))
        try check(MessageReport(status: .sent, failure: nil))
        let subscription = try #require(state.webhookSubscriptions.byAge.first)
        try check(subscription)
        try check(try #require(subscription.secrets.first))
        let nonce = try #require(state.nonces.unspent.first)
        try check(nonce)
        try check(nonce.offer)
        try check(try #require(state.outbox.events.first))
        try check(try #require(state.timers.waiting.first))
        try check(state.timers, derived: ["countBesideDeliveries"])
        try check(state.outbox)
        try check(state.unreportedChanges)
        try check(try #require(state.unreportedChanges.changes.first))
        try check(state.generator)
    }

    private func identityNotice(in state: WorldState) -> IdentityNotice? {
        state.outbox.events.lazy.compactMap { event in
            if case .identityReported(let notice) = event.kind { notice } else { nil }
        }.first
    }

    @Test func `the organization is exported with all its properties`() throws {
        let organization = try RichWorld().state.organization
        try check(organization)
        try check(organization.rateLimits)
        try check(organization.limits)
        try check(organization.onboarding)
        try check(organization.messages)
        try check(organization.templateReview)
        try check(organization.idempotency)
        try check(try #require(organization.teams.first))
        try check(try #require(organization.users.first))
        try check(try #require(organization.apiKeys.first))
    }

    @Test func `deliveries are exported with all their properties`() throws {
        let state = try RichWorld().state
        try check(state.policy)
        let delivery = try #require(state.deliveries.byAge.first { !$0.attempts.isEmpty })
        try check(delivery)
        try check(delivery.event)
        let attempt = try #require(delivery.attempts.first)
        try check(attempt)
        try check(try #require(attempt.headers.first))
        let answers = state.deliveries.byAge.flatMap(\.attempts).compactMap { attempt -> ReceiverAnswer? in
            if case .answered(let answer) = attempt.outcome { answer } else { nil }
        }
        try check(try #require(answers.first))
        try check(try #require(state.deliveryQueue.waiting.first), exported: ["reason": "entrance"])
        try check(try #require(state.deliveries.byAge.compactMap(\.fault).first))
        try check(state.deliveryQueueRecord)
        try check(try #require(state.deliveryQueueRecord.held.first), exported: ["entries": "arrivals"])
    }

    /// These types are not exported property by property.
    ///
    /// When you add a property, decide how an import restores it, and list it here.
    @Test func `a type with an export form of its own has the properties that the form covers`() throws {
        let state = try RichWorld().state
        #expect(names(of: state.customers) == ["slots", "base", "positions", "lists", "touched", "firstAdded"])
        #expect(names(of: state.deliveries) == ["slots", "base", "positions", "lists", "touched", "firstAdded"])
        #expect(names(of: state.activity) == ["newest", "forgotten", "log", "ranks", "holders", "lists"])
        #expect(names(of: state.deliveryQueue) == ["lanes", "ready", "readyMarks", "running", "nextNumber"])
        #expect(names(of: state.unqueued) == ["added", "stopped", "held"])
        #expect(names(of: state.accounts) == ["accounts", "places", "placesOfOwner", "touched"])
        #expect(names(of: state.nonces) == ["living", "order"])
        #expect(names(of: state.organization.switches) == ["chosen"])
        #expect(names(of: state.clock) == ["reading"])
        #expect(names(of: state.cursors) == ["key"])
        #expect(names(of: RandomStream(seed: 1)) == ["state"])
        #expect(names(of: Timestamp.start) == ["milliseconds"])
        #expect(names(of: TimeSpan.zero) == ["milliseconds"])
    }
}

extension String {
    /// `phoneNumberID` as `phone_number_id`.
    fileprivate var inSnakeCase: String {
        let letters = Array(self)
        return letters.indices.reduce(into: "") { text, index in
            let isStart = letters[index].isUppercase && index > 0
            let isAfterWord = isStart && letters[index - 1].isLowercase
            let isBeforeWord = isStart && index + 1 < letters.count && letters[index + 1].isLowercase
            text += (isAfterWord || isBeforeWord ? "_" : "") + letters[index].lowercased()
        }
    }
}
