package import Documents

extension WorldState {
    /// The form of the export; a program that writes another one has another number.
    static let exportVersion = 1

    /// How deep an export may be nested: free JSON stands in it some levels further down than where it was read.
    package static let exportDepth = 640

    /// The whole world as JSON, secrets in clear, so that `init(importing:)` makes an equal world of it.
    ///
    /// Neither the wall clock nor what is on the wire leaves a trace in it: see `revived()`.
    package var exported: [UInt8] {
        JSONWriter.bytes(capacity: 1 << 16) { writer in writeExport(to: &writer) }
    }

    /// Writes the whole world into other JSON.
    package func writeExport(to writer: inout JSONWriter) {
        StateCoder.write(revived(), to: &writer) { coder throws(StateError) in _ = try Parts(coder: &coder) }
    }

    /// Reads a world that was exported, here or by another instance of the program.
    ///
    /// Hostile JSON is refused like any other: with the place of the first thing that cannot be.
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

    /// A world without what follows from the rest of it, and what needs the objects to be read before.
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
        }
    }

    private var version: Int { Self.exportVersion }

    private init(organization: Organization, cursors: CursorSeal, generator: IdentifierGenerator) {
        self.organization = organization
        self.cursors = cursors
        self.generator = generator
    }
}
