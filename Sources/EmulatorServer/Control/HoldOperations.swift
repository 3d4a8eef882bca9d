import Contract
import Documents
import Domain
import EmulatorCore
import OrderedCollections

/// The operations on holds, which stop requests and deliveries until they are released.
struct HoldOperations: Sendable {
    let registry: SandboxRegistry
    let reader: FaultRuleReader

    var table: [String: ControlHandler] {
        [
            "createHold": .now(create), "listHolds": .now(list), "releaseHold": .now(release),
            "deleteHold": .now(delete),
        ]
    }

    /// A world with the hold of a call.
    private struct Target {
        let sandbox: Sandbox
        let world: World
        let hold: Hold
        /// Whether references have the sandbox before them, as in a call without a key.
        let namesSandbox: Bool

        func name(_ reference: ObservationRef.Name) -> String {
            ObservationRef(reference, in: sandbox.id).text(withSandbox: namesSandbox)
        }
    }

    private func target(_ sandbox: Sandbox, _ world: World, _ hold: Hold, of call: ControlCall) -> Target {
        Target(sandbox: sandbox, world: world, hold: hold, namesSandbox: call.scope.isOfAll)
    }

    /// The worlds that have the hold that the path names; without one, an error.
    private func targets(of call: ControlCall) throws(MockError) -> [Target] {
        let id = call.path["id"] ?? ""
        let targets = call.sandboxes(of: registry).compactMap { sandbox -> Target? in
            let world = sandbox.world
            return world.holds.hold(id).map { target(sandbox, world, $0, of: call) }
        }
        guard targets.isEmpty else { return targets }
        throw MockError(.notFound, "There is no hold `\(id)`; GET /__admin/holds lists all holds.")
    }

    // MARK: Creating and listing

    @Sendable private func create(_ call: ControlCall) throws(MockError) -> Answer {
        let worlds = call.sandboxes(of: registry).map { (sandbox: $0, world: $0.world) }
        guard let first = worlds.first else {
            throw MockError(
                .sandboxRequired,
                "There is no sandbox yet. A hold without a key applies only to existing sandboxes; send a key with the request."
            )
        }
        let hold = try call.read { body throws(ReadingError) in
            try reader.hold(body, drawnID: first.world.holds.drawID())
        }
        for (index, target) in worlds.enumerated() where !target.world.holds.add(hold) {
            // The hold is in all worlds or in none, also if another call creates it at the same time.
            for earlier in worlds[..<index] { _ = earlier.world.endHold(hold) }
            throw MockError(.invalidState, "There is a hold `\(hold.id)` already; release or delete it first.")
        }
        let targets = worlds.map { target($0.sandbox, $0.world, hold, of: call) }
        return .control(201) { writer in
            hold.write(to: &writer, of: targets.count == 1 ? first.sandbox : nil) { writer in
                for target in targets { write(target, to: &writer) }
            }
        }
    }

    @Sendable private func list(_ call: ControlCall) -> Answer {
        let sandboxes = call.sandboxes(of: registry)
        return .control { writer in
            writer.key("data")
            writer.array { writer in
                for sandbox in sandboxes {
                    let world = sandbox.world
                    for hold in world.holds.all {
                        let target = target(sandbox, world, hold, of: call)
                        writer.object { writer in
                            hold.write(to: &writer, of: sandbox) { writer in write(target, to: &writer) }
                        }
                    }
                }
            }
        }
    }

    /// Writes what a hold holds in one world, oldest first.
    private func write(_ target: Target, to writer: inout JSONWriter) {
        for item in target.world.held(by: target.hold) {
            writer.object { writer in item.write(to: &writer, named: target.name(item.reference)) }
        }
    }

    // MARK: Releasing

    @Sendable private func release(_ call: ControlCall) throws(MockError) -> Answer {
        let targets = try targets(of: call)
        let released: [String]
        switch (call.body["count"]?.integer, call.body["order"]?.array) {
        case (nil, nil):
            released = end(targets)
        case (let count?, nil):
            released = targets.flatMap { target in
                let oldest = target.world.held(by: target.hold).prefix(count).map(\.reference)
                return target.world.release(oldest, of: target.hold).map(target.name)
            }
        case (nil, let order?):
            released = try release(order.map { $0.string ?? "" }, of: targets)
        case (_?, _?):
            throw MockError([MockError.Finding(pointer: "/order", message: "cannot be given together with `count`")])
        }
        return .control { $0.write(released: released) }
    }

    @Sendable private func delete(_ call: ControlCall) throws(MockError) -> Answer {
        let released = end(try targets(of: call))
        return .control { writer in
            writer.member("deleted", true)
            writer.write(released: released)
        }
    }

    /// Ends a hold in these worlds; returns the references of what it held.
    private func end(_ targets: [Target]) -> [String] {
        targets.flatMap { target in target.world.endHold(target.hold).map(target.name) }
    }

    /// Releases in the order of the names; throws, without a release, if one of them is not held.
    private func release(_ names: [String], of targets: [Target]) throws(MockError) -> [String] {
        var held: OrderedDictionary<String, (target: Int, reference: ObservationRef.Name)> = [:]
        for (index, target) in targets.enumerated() {
            for item in target.world.held(by: target.hold) {
                held[target.name(item.reference)] = (index, item.reference)
            }
        }
        var seen: Set<String> = []
        let findings = names.enumerated().compactMap { index, name -> MockError.Finding? in
            let isNew = seen.insert(name).inserted
            guard held[name] == nil || !isNew else { return nil }
            let message = isNew ? Self.message(missing: name, among: held.keys.elements) : "`\(name)` is listed twice"
            return MockError.Finding(pointer: "/order/\(index)", message: message)
        }
        guard findings.isEmpty else { throw MockError(findings) }
        var rest = names.compactMap { held[$0] }[...]
        var released: [String] = []
        while let next = rest.first {
            // What is released in one world in a row is released in one step.
            let step = rest.prefix { $0.target == next.target }
            rest = rest.dropFirst(step.count)
            let target = targets[next.target]
            released += target.world.release(step.map(\.reference), of: target.hold).map(target.name)
        }
        return released
    }

    private static func message(missing name: String, among held: [String]) -> String {
        let shown = held.prefix(20).joined(separator: ", ")
        let rest = held.count > 20 ? " and \(held.count - 20) more" : ""
        return "`\(name)` is not held; " + (held.isEmpty ? "the hold holds nothing" : "the hold holds \(shown)\(rest)")
    }
}

extension JSONWriter {
    /// Writes the member with the references of what was released.
    fileprivate mutating func write(released: [String]) {
        key("released")
        array { writer in for name in released { writer.value(name) } }
    }
}
