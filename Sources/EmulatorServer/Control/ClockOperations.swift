import Documents
import Domain
import EmulatorCore

/// The operations on the clocks of sandboxes: read, set, advance, and list what becomes due.
struct ClockOperations: Sendable {
    let registry: SandboxRegistry

    var table: [String: ControlHandler] {
        [
            "getClock": .now(get), "setClock": .now(set), "listTimers": .now(timers), "advanceClock": .later(advance),
        ]
    }

    @Sendable private func get(_ call: ControlCall) -> Answer {
        show(call.scope)
    }

    @Sendable private func set(_ call: ControlCall) -> Answer {
        let setting = ClockSetting(reading: call.body)
        switch call.scope {
        case .all: registry.setClockOfAll(setting.mode, to: setting.moment)
        case .sandbox(let sandbox): sandbox.world.setClock(setting.mode, to: setting.moment, wall: registry.now)
        }
        return show(call.scope)
    }

    private func show(_ scope: ControlScope) -> Answer {
        let wall = registry.now
        let clock: WorldClock
        switch scope {
        case .all: clock = registry.clockOfNewSandboxes
        case .sandbox(let sandbox): clock = sandbox.world.read(at: wall) { $0.clock }
        }
        return .control { writer in
            clock.write(to: &writer, wall: wall)
        }
    }

    @Sendable private func timers(_ call: ControlCall) -> Answer {
        let wall = registry.now
        let limit = call.query["limit"]?.integer ?? 100
        let rows = call.sandboxes(of: registry).flatMap { sandbox in
            sandbox.world.read(at: wall) { $0.upcomingTimers(first: limit + 1) }
                .map { (sandbox: sandbox.id, timer: $0) }
        }
        return .control { writer in
            writer.key("data")
            writer.array { writer in
                for row in rows.sorted(by: { $0.timer.at < $1.timer.at }).prefix(limit) {
                    row.timer.write(to: &writer, of: row.sandbox)
                }
            }
            writer.member("more", rows.count > limit)
        }
    }

    // MARK: Advance

    @Sendable private func advance(_ call: ControlCall, _ complete: @escaping ControlCompletion) throws(MockError) {
        let step = try step(call)
        let sandboxes = call.sandboxes(of: registry)
        let answer = Gathering<[Advanced]>(parts: sandboxes.count + 1, startingWith: []) { all in
            complete(Self.answer(all))
        }
        for sandbox in sandboxes {
            let world = sandbox.world
            world.runner.advance(world, step) { result in
                answer.done { $0.append(Advanced(sandbox: sandbox, result: result)) }
            }
        }
        answer.done()
    }

    private func step(_ call: ControlCall) throws(MockError) -> ClockStep {
        switch (try call.duration("by"), call.instant("to")) {
        case (let span?, nil): return .by(span)
        case (nil, let moment?): return .to(moment)
        default: throw MockError(.invalidBody, "Say how far the clock is to move: `by` a duration, or `to` an instant.")
        }
    }

    private struct Advanced: Sendable {
        let sandbox: Sandbox
        let result: Result<AdvanceReport, AdvanceRefusal>
    }

    private static func answer(_ all: [Advanced]) -> Result<Answer, MockError> {
        var reports: [(sandbox: Sandbox, report: AdvanceReport)] = []
        for advanced in all {
            switch advanced.result {
            case .success(let report): reports.append((advanced.sandbox, report))
            case .failure(let refusal): return .failure(MockError(refusal, sandbox: advanced.sandbox))
            }
        }
        let only = reports.count == 1 ? reports.first?.report : nil
        let rows = reports.flatMap { report in report.report.fired.map { (report.sandbox, $0) } }
            .sorted { ($0.1.at, $0.0.id.description) < ($1.1.at, $1.0.id.description) }
        let answer = Answer.control { writer in
            writer.member("from", only?.from.description)
            writer.member("now", only?.now.description)
            writer.key("fired")
            writer.array { writer in
                for (sandbox, timer) in rows.prefix(AdvanceReport.capacity) { timer.write(to: &writer, of: sandbox) }
            }
            let isCut = reports.contains { $0.report.hasMore } || rows.count > AdvanceReport.capacity
            writer.member("more", isCut)
        }
        return .success(answer)
    }
}

extension WorldClock {
    /// Writes the members that getClock shows.
    func write(to writer: inout JSONWriter, wall: Timestamp) {
        writer.member("mode", mode.rawValue)
        writer.member("now", now(wall: wall).description)
        writer.member("offset_ms", Int(offset(wall: wall)))
    }
}

extension UpcomingTimer {
    fileprivate func write(to writer: inout JSONWriter, of sandbox: Identifier<Sandbox>) {
        writer.object { writer in
            writer.member("sandbox", sandbox.description)
            writer.member("at", at.description)
            writer.member("kind", kind.rawValue)
            writer.member("ref", ref)
            writer.member("result", result)
        }
    }
}

extension FiredTimer {
    fileprivate func write(to writer: inout JSONWriter, of sandbox: Sandbox) {
        writer.object { writer in
            writer.member("sandbox", sandbox.id.description)
            writer.member("at", at.description)
            writer.member("kind", kind.rawValue)
            writer.member("ref", ref)
            writer.member("result", result)
        }
    }
}

extension MockError {
    fileprivate init(_ refusal: AdvanceRefusal, sandbox: Sandbox) {
        switch refusal {
        case .backwards(let now):
            self.init(
                .invalidBody,
                "The clock shows \(now) already and never goes back in an advance; PUT /__admin/clock sets it."
            )
        case .worldEnded:
            self.init(.reset, "Sandbox \(sandbox.id) was reset while its clock was being moved.")
        }
    }
}
