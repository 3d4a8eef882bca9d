package import Documents

extension WorldState {
    /// The version of the export format; an import of another version is refused.
    static let exportVersion = 1

    /// How deeply an export may be nested; its free JSON is some levels deeper than in the request that brought it.
    package static let exportDepth = 640

    /// The whole world as JSON, including secrets in clear text; `init(importing:)` makes an equal world of it.
    ///
    /// It does not depend on the wall clock or on attempts under way: see `revived()`.
    package var exported: [UInt8] {
        JSONWriter.bytes(capacity: 1 << 16) { writer in writeExport(to: &writer) }
    }

    /// Writes the export as one value of a larger JSON document.
    package func writeExport(to writer: inout JSONWriter) {
        StateCoder.write(revived(), to: &writer) { coder throws(StateError) in _ = try Parts(coder: &coder) }
    }

    /// Reads an exported world, from this program or from another instance of it.
    ///
    /// Throws an error with the place of the first invalid value. The JSON may come from anybody, so all is checked.
    package init(importing json: JSONValue) throws(StateError) {
        let parts = try StateCoder<WorldState>.read(json) { coder throws(StateError) in try Parts(coder: &coder) }
        self = parts.state
        try checkReferences(nonces: parts.state.nonces.unspent)
        try fillIndices()
        do throws(StateError) { try fillActivity(from: parts.activity) } catch { throw error.inside("activity") }
        do throws(StateError) { try fillDeliveryQueue(from: parts.queue) } catch {
            throw error.inside("delivery_queue")
        }
    }

    /// The fields of an export: a world without indices, and two records that need its objects to be read first.
    private struct Parts {
        var state: WorldState
        let activity: ActivityRecord
        let queue: DeliveryQueueRecord

        init(coder: inout StateCoder<WorldState>) throws(StateError) {
            _ = try coder.field("version", \.version, in: exportVersion...exportVersion)
            let clock = try coder.field("clock", \.clock)
            let organization = try coder.field("organization", \.organization)
            let customers = try coder.field("customers", \.customers)
            let setupLinks = try coder.field("setup_links", \.setupLinks)
            let accounts = try coder.field("accounts", \.accounts)
            let contacts = try coder.field("contacts", \.contacts)
            let directory = try coder.field("directory", \.directory)
            let conversations = try coder.field("conversations", \.conversations)
            activity = try coder.field("activity", \.activityRecord)
            let labels = try coder.field("labels", \.labels)
            let messages = try coder.field("messages", \.messages)
            let sendCounts = try coder.field("send_counts", \.sendCounts)
            let typings = try coder.field("typings", \.typings)
            let templates = try coder.field("templates", \.templates)
            let webhookSubscriptions = try coder.field("webhook_subscriptions", \.webhookSubscriptions)
            let deliveries = try coder.field("deliveries", \.deliveries)
            queue = try coder.field("delivery_queue", \.deliveryQueueRecord)
            let policy = try coder.field("policy", \.policy)
            let trustedCertificates = try coder.field("trusted_certificates", \.trustedCertificates)
            let timers = try coder.field("timers", \.timers)
            let nonces = try coder.field("nonces", \.nonces)
            let outbox = try coder.field("outbox", \.outbox)
            let unreportedChanges = try coder.field("unreported_changes", \.unreportedChanges)
            let cursors = try coder.field("cursors", \.cursors)
            let generator = try coder.field("generator", \.generator)
            state = WorldState(organization: organization, cursors: cursors, generator: generator)
            state.clock = clock
            state.customers = customers
            state.setupLinks = setupLinks
            state.accounts = accounts
            state.contacts = contacts
            state.directory = directory
            state.conversations = conversations
            state.labels = labels
            state.messages = messages
            state.sendCounts = sendCounts
            state.typings = typings
            state.templates = templates
            state.webhookSubscriptions = webhookSubscriptions
            state.deliveries = deliveries
            state.policy = policy
            state.trustedCertificates = trustedCertificates
            state.timers = timers
            state.nonces = nonces
            state.outbox = outbox
            state.unreportedChanges = unreportedChanges
        }
    }

    private var version: Int { Self.exportVersion }

    private init(organization: Organization, cursors: CursorSeal, generator: IdentifierGenerator) {
        self.organization = organization
        self.cursors = cursors
        self.generator = generator
    }
}
