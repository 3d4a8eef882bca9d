import Contract
import Documents
import Domain
import EmulatorCore

/// The operations on the server itself: probes, documents and sandboxes.
struct ServerOperations: Sendable {
    let registry: SandboxRegistry
    let scenarios: ScenarioSource
    let origin: OriginPolicy
    let facts: ServerFacts

    var table: [String: ControlHandler] {
        [
            "getLiveness": .now(probe),
            "getReadiness": .now(probe),
            "getMockHealth": .now(health),
            "getControlContract": .now { _ in Answer(body: facts.controlContract, contentType: "application/yaml") },
            "getContract": .now { _ in Answer(body: facts.contract, contentType: "application/yaml") },
            "getCertificateAuthority": .now(certificateAuthority),
            "listSandboxes": .now(list),
            "createSandbox": .now(create),
            "deleteSandbox": .now(delete),
        ]
    }

    @Sendable private func probe(_ call: ControlCall) -> Answer {
        .control { $0.member("status", "ok") }
    }

    @Sendable private func health(_ call: ControlCall) -> Answer {
        .control { writer in
            writer.member("status", "ok")
            writer.member("version", EmulatorVersion.current)
            writer.member("uptime_s", Int((ContinuousClock.now - facts.startedAt) / .seconds(1)))
            writer.key("contract")
            writer.object { writer in
                writer.member("digest", facts.contractDigest)
                writer.member("base_path", facts.basePath)
                writer.member("operations", facts.operationCount)
                writer.member("handled", facts.handledCount)
                writer.key("idle_handlers")
                writer.array { writer in for id in facts.idleHandlers { writer.value(id) } }
                writer.key("warnings")
                writer.array { writer in for warning in facts.warnings { writer.value(warning) } }
            }
            writer.member("scenario", registry.baseline.name)
            writer.member("sandboxes", registry.sandboxes.count)
        }
    }

    @Sendable private func certificateAuthority(_ call: ControlCall) throws(MockError) -> Answer {
        guard let pem = facts.certificateAuthority else {
            throw MockError(.notFound, "There is no CA: start with --tls, without --tls-cert, to have one made.")
        }
        return Answer(body: Array(pem.utf8), contentType: "application/x-pem-file")
    }

    // MARK: Sandboxes

    @Sendable private func list(_ call: ControlCall) -> Answer {
        let shown = call.sandboxes(of: registry)
        return .control { writer in
            writer.key("data")
            writer.array { writer in for sandbox in shown { sandbox.writeRow(to: &writer, wall: registry.now) } }
        }
    }

    @Sendable private func create(_ call: ControlCall) throws(MockError) -> Answer {
        let baseline = try scenarios.baseline(in: call.body["scenario"])
        guard let sandbox = registry.mint(key: call.body["api_key"]?.string, baseline: baseline, seed: call.seed) else {
            throw MockError(.invalidState, "This key has a sandbox already; POST /__admin/reset with it starts over.")
        }
        if let json = call.body["clock"] {
            setClock(of: sandbox.world, json)
        }
        return .control(201) { writer in
            writer.member("id", sandbox.id.description)
            writer.member("api_key", sandbox.key)
            writer.member("base_url", origin.origin(of: call.request) + facts.basePath)
            writer.member("webhook_secret", sandbox.webhookSecret)
        }
    }

    /// Sets the clock of a new world, and records it as setClock does.
    private func setClock(of world: World, _ json: JSONValue) {
        let setting = ClockSetting(reading: json)
        let wall = registry.now
        let before = world.now(wall: wall)
        world.setClock(setting.mode, to: setting.moment, wall: wall)
        let path = "/__admin/clock"
        world.actions.add(
            RecordedAction(afterSeq: 0, at: before, wallAt: wall, method: "PUT", path: path, body: json)
        )
    }

    @Sendable private func delete(_ call: ControlCall) throws(MockError) -> Answer {
        let id = call.path["id"] ?? ""
        guard let sandbox = registry.sandbox(id) else {
            throw MockError(.unknownSandbox, "There is no sandbox `\(id)`; GET /__admin/sandboxes lists them.")
        }
        registry.drop(sandbox)
        return .control { writer in
            writer.member("id", id)
            writer.member("deleted", true)
        }
    }
}

extension Sandbox {
    fileprivate func writeRow(to writer: inout JSONWriter, wall: Timestamp) {
        let world = world
        writer.object { writer in
            writer.member("id", id.description)
            writer.member("key_last4", String(key.suffix(4)))
            writer.member("scenario", baseline.name)
            writer.member("seed", baseline.seed.flatMap { Int(exactly: $0) })
            writer.member("born_at", createdAt.description)
            writer.member("used_at", usedAt.description)
            let (clock, customers, messages) = world.read(at: wall) {
                ($0.clock, $0.customers.count, $0.messages.count)
            }
            writer.key("clock")
            writer.object { writer in clock.write(to: &writer, wall: wall) }
            writer.member("customers", customers)
            writer.member("messages", messages)
            writer.member("requests", world.journal.extent.lastSeq)
        }
    }
}
