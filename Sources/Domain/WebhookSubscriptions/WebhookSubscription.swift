package import Documents

/// An endpoint of the platform that receives the organization's events.
package struct WebhookSubscription: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "wbs_"

    /// Whether events are delivered to the endpoint.
    package enum Status: String, CaseIterable, Sendable {
        case active, paused, disabled
    }

    /// The public id.
    package let id: Identifier<WebhookSubscription>
    /// The URL that events are posted to.
    package internal(set) var url: String
    /// The description that the platform gave.
    package internal(set) var description: String?
    /// Whether events are delivered now.
    package internal(set) var status: Status
    /// The event types that are delivered, without repetitions.
    package internal(set) var events: [String]
    /// The secrets that deliveries are signed with, oldest first; creating or deleting one removes the expired ones.
    package internal(set) var secrets: [WebhookSecret]
    /// When it was created.
    package let createdAt: Timestamp
    /// When one of its fields last changed.
    package internal(set) var updatedAt: Timestamp
    /// The number of failed attempts since the last successful one.
    package internal(set) var failuresInARow = 0

    /// The secrets that are not expired at that time.
    package func validSecrets(at now: Timestamp) -> [WebhookSecret] {
        secrets.filter { $0.isValid(at: now) }
    }
}

extension WebhookSubscription: Resource {
    /// The lists that a subscription is in: the list of all, and one for each event type if it is active.
    package enum ListKey: Hashable, Sendable {
        case all
        case listening(to: String)
    }

    package var listKeys: [ListKey] {
        [.all] + (status == .active ? events.map(ListKey.listening) : [])
    }

    /// Writes the subscription as it is at `now`; `addition` writes the members that only the create response has.
    package func write(
        to writer: inout JSONWriter,
        at now: Timestamp,
        adding addition: (inout JSONWriter) -> Void = { _ in }
    ) {
        writer.object { writer in
            writer.member("id", id.description)
            writer.member("object", "webhook_subscription")
            writer.member("url", url)
            writer.member("description", description)
            writer.member("status", status.rawValue)
            writer.key("events")
            writer.array { writer in for event in events { writer.value(event) } }
            writer.key("secrets")
            writer.array { writer in for secret in validSecrets(at: now) { secret.write(to: &writer) } }
            writer.member("created_at", createdAt.description)
            writer.member("updated_at", updatedAt.description)
            addition(&writer)
        }
    }
}

extension WebhookSecret {
    /// Writes the secret without its text.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id.description)
            writer.member("created_at", createdAt.description)
            writer.member("expires_at", expiresAt?.description)
        }
    }
}
