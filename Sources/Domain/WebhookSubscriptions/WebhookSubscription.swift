package import Documents

/// An endpoint of the platform that is told of events, organization-wide.
package struct WebhookSubscription: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "wbs_"

    /// Whether events go to the endpoint.
    package enum Status: String, CaseIterable, Sendable {
        case active, paused, disabled
    }

    /// The public id.
    package let id: Identifier<WebhookSubscription>
    /// Where events go.
    package internal(set) var url: String
    /// What people call it.
    package internal(set) var description: String?
    /// Whether events go there now.
    package internal(set) var status: Status
    /// The names of the events it wants, each once.
    package internal(set) var events: [String]
    /// What deliveries are signed with, oldest first; expired ones stay until they are looked at.
    package internal(set) var secrets: [WebhookSecret]
    /// When it was created.
    package let createdAt: Timestamp
    /// When one of its fields last changed.
    package internal(set) var updatedAt: Timestamp
    /// How many attempts have failed since one succeeded.
    package internal(set) var failuresInARow = 0

    /// The secrets that sign then.
    package func livingSecrets(at now: Timestamp) -> [WebhookSecret] {
        secrets.filter { $0.isAlive(at: now) }
    }
}

extension WebhookSubscription: Resource {
    /// All subscriptions of the organization, and those that hear of a type of event now.
    package enum ListKey: Hashable, Sendable {
        case all
        case listening(to: String)
    }

    package var listKeys: [ListKey] {
        [.all] + (status == .active ? events.map(ListKey.listening) : [])
    }

    /// Writes the subscription as it shows at that moment; `addition` adds what only the create answer has.
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
            writer.array { writer in for secret in livingSecrets(at: now) { secret.write(to: &writer) } }
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
