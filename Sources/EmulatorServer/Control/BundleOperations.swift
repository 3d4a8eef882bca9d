import Contract
import Documents
import Domain
import EmulatorCore
import OrderedCollections

/// The operation getBundle, which exports a run: how its world began, its requests, and its present state.
struct BundleOperations: Sendable {
    let registry: SandboxRegistry
    /// The journal of requests without a sandbox.
    let unmatched: RequestJournal
    let rows: RequestRows
    let facts: ServerFacts

    var table: [String: ControlHandler] {
        ["getBundle": .now(get)]
    }

    @Sendable private func get(_ call: ControlCall) throws(MockError) -> Answer {
        let sandbox = try call.oneSandbox(of: registry)
        let secrets: Secrets.Display = call.query["secrets"]?.bool == true ? .clear : .masked
        let baseline = sandbox.baseline
        let world = sandbox.world
        let wall = registry.now
        return .control { writer in
            writer.member("bundle", 1)
            writer.member("made_at", wall.description)
            writer.member("started_at", world.beginning.wallAt.description)
            writer.member("secrets", secrets.rawValue)
            writer.member("seed", Int(exactly: baseline.identifiers.seed))
            writeVersions(to: &writer)
            writer.key("scenario")
            writer.object { writer in
                writer.member("name", baseline.name)
                writer.member("text", baseline.text.map(secrets.shown))
            }
            writeBeginning(of: world, to: &writer, secrets, at: wall)
            let (state, numbers) = world.readNumbered(at: wall) { (copy $0, $1) }
            writer.key("state")
            state.write(to: &writer, secrets)
            writeJournal(of: sandbox, world, to: &writer, secrets, at: wall)
            writeDeliveries(in: state, numbers, of: sandbox, to: &writer, secrets)
            writeFaults(of: world, to: &writer, secrets, at: wall)
            writeActions(of: world, to: &writer, secrets)
        }
    }

    private func writeVersions(to writer: inout JSONWriter) {
        writer.key("versions")
        writer.object { writer in
            writer.member("emulator", EmulatorVersion.current)
            writer.member("contract", rows.contract.document["info"]?["version"]?.string)
        }
        writer.member("contract_digest", facts.contractDigest)
    }

    private func writeBeginning(
        of world: World,
        to writer: inout JSONWriter,
        _ secrets: Secrets.Display,
        at wall: Timestamp
    ) {
        writer.key("start")
        world.beginning.state.write(to: &writer, secrets)
        writer.key("start_faults")
        writer.array { writer in
            for rule in world.beginning.faults { writer.object(secrets) { rule.write(to: &$0, at: wall) } }
        }
    }

    // MARK: What has happened

    private func writeJournal(
        of sandbox: Sandbox,
        _ world: World,
        to writer: inout JSONWriter,
        _ secrets: Secrets.Display,
        at wall: Timestamp
    ) {
        let verdicts = world.faults.verdicts(at: wall)
        writer.key("requests")
        writer.array { writer in
            for entry in world.journal.entries() {
                write(entry, of: sandbox, verdicts[entry.seq], to: &writer, secrets)
            }
        }
        writer.member("first_seq", world.journal.firstSeq)
        writer.member("evicted_before_seq", world.journal.extent.evictedBeforeSeq)
        let others = registry.unmatchedFaults.verdicts(at: wall)
        writer.key("unmatched")
        writer.array { writer in
            for entry in unmatched.entries() { write(entry, of: nil, others[entry.seq], to: &writer, secrets) }
        }
    }

    private func write(
        _ entry: JournalEntry,
        of sandbox: Sandbox?,
        _ verdict: FaultHit.Verdict?,
        to writer: inout JSONWriter,
        _ secrets: Secrets.Display
    ) {
        writer.object { writer in
            rows.writeDetail(entry, to: &writer, sandbox: sandbox?.id, verdict: verdict, secrets: secrets)
        }
    }

    private func writeDeliveries(
        in state: WorldState,
        _ numbers: OccurrenceNumbers,
        of sandbox: Sandbox,
        to writer: inout JSONWriter,
        _ secrets: Secrets.Display
    ) {
        let holds = state.holdsOfDeliveries
        writer.key("deliveries")
        writer.array { writer in
            for delivery in state.deliveries.newestFirst(in: WebhookDelivery.ListKey()).reversed() {
                writer.object(secrets) { writer in
                    delivery.writeFacts(
                        to: &writer,
                        of: sandbox.id,
                        number: numbers.number(of: delivery.id, in: state),
                        hold: holds[delivery.id]
                    )
                    delivery.writeDetails(to: &writer)
                }
            }
        }
    }

    private func writeFaults(
        of world: World,
        to writer: inout JSONWriter,
        _ secrets: Secrets.Display,
        at wall: Timestamp
    ) {
        writer.key("faults")
        writer.array { writer in
            for rule in world.faults.rulesWithHits() {
                writer.object(secrets) { writer in
                    rule.write(to: &writer, at: wall)
                    rule.writeHitLog(to: &writer, at: wall)
                }
            }
        }
    }

    private func writeActions(of world: World, to writer: inout JSONWriter, _ secrets: Secrets.Display) {
        writer.key("actions")
        writer.array { writer in
            for action in world.actions.actions {
                writer.object(secrets) { writer in
                    writer.member("after_seq", action.afterSeq)
                    writer.member("at", action.at.description)
                    writer.member("wall_at", action.wallAt.description)
                    writer.member("method", action.method)
                    writer.member("path", action.path)
                    writer.member("body", action.body)
                }
            }
        }
        writer.member("evicted_actions", world.actions.evictedCount)
    }
}

extension JSONWriter {
    /// Writes an object whose members `body` adds, with its secrets shown in that way.
    fileprivate mutating func object(_ secrets: Secrets.Display, _ body: (inout JSONWriter) -> Void) {
        switch secrets {
        case .clear: object(body)
        case .masked: raw(Secrets.maskedContent(JSONWriter.bytes { $0.object(body) }))
        }
    }
}

extension WorldState {
    /// Writes the exported world with its secrets shown in that way.
    fileprivate func write(to writer: inout JSONWriter, _ secrets: Secrets.Display) {
        switch secrets {
        case .clear: writeExport(to: &writer)
        case .masked:
            let json = try? JSONValue(parsing: exported, maximumDepth: Self.exportDepth)
            writer.value(json.map(Secrets.maskedWorld) ?? .null)
        }
    }
}
