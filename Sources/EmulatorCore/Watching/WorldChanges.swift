package import Domain
package import OrderedCollections

/// What has happened in a world since an earlier state: the objects that may differ, and counts of the rest.
package struct WorldChanges: Sendable {
    /// The earlier state.
    package let before: DatedState
    /// The present state.
    package let after: DatedState
    /// The objects that may differ, without deliveries, each once, in the order of their first change.
    package let objects: [ObjectName]
    /// How many events of each type have happened since then, without the evicted ones.
    package let events: OrderedDictionary<String, Int>
    /// How many of the events since then the outbox no longer keeps.
    package let evictedEvents: Int
    /// How many of the deliveries that were created since then have each status now.
    package let deliveries: [WebhookDelivery.Status: Int]

    /// The changes of a world since a snapshot, or since its last reset or import.
    ///
    /// If the snapshot is not a part of the world's history, for example because it was taken before a reset, then the
    /// whole states are compared. Objects that are not in the log come last. The events and deliveries of the earlier
    /// world are unknown, so those since the last reset or import are counted.
    init(in world: LoggedState, since snapshot: LoggedState? = nil) {
        let log = world.changes
        let sinceSnapshot = snapshot.flatMap { log.names(since: $0.changes) }
        let isFromOtherHistory = snapshot != nil && sinceSnapshot == nil
        let names = sinceSnapshot ?? log.names
        let after = world.present
        let before = snapshot?.present ?? log.initial
        let unlogged = isFromOtherHistory ? after.state.objects(differingFrom: before.state) : []
        // The time alone may change what is shown of the organization: an API key expires without a timer.
        objects = (names + unlogged + [after.state.organizationName]).uniqued.filter { $0.kind != .webhookDelivery }
        self.before = before
        self.after = after

        let start = isFromOtherHistory ? log.initial.state : before.state
        let happened = after.state.outbox.events(after: start.outbox.total)
        evictedEvents = after.state.outbox.total - start.outbox.total - happened.count
        events = happened.reduce(into: [:]) { $0[$1.type, default: 0] += 1 }
        let created = names.compactMap { name -> WebhookDelivery? in
            guard name.kind == .webhookDelivery, start.deliveries[Identifier(name.id)] == nil else { return nil }
            return after.state.deliveries[Identifier(name.id)]
        }
        deliveries = created.reduce(into: [:]) { $0[$1.status, default: 0] += 1 }
    }
}
