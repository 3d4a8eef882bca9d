import Contract
import Documents
import EmulatorCore
import HTTPServing
import OrderedCollections
import Scenarios

/// The operations that list scenario files, return one, and check the text of one.
struct ScenarioOperations: Sendable {
    let scenarios: ScenarioSource

    var table: [String: ControlHandler] {
        ["listScenarios": .now(list), "getScenario": .now(get), "checkScenario": .now(check)]
    }

    @Sendable private func list(_ call: ControlCall) -> Answer {
        let entries = scenarios.library.entries()
        return .control { writer in
            writer.key("data")
            writer.array { writer in
                for entry in entries { writer.object { writer in entry.write(to: &writer) } }
            }
        }
    }

    @Sendable private func get(_ call: ControlCall) throws(MockError) -> Answer {
        let name = call.path["name"] ?? ""
        let entries = scenarios.library.entries()
        guard let entry = entries.first(where: { $0.name == name }), let text = scenarios.library.text(of: entry) else {
            throw MockError(ScenarioLookupError.unknown(name: name, hint: name.closest(among: entries.map(\.name))))
        }
        return .control { writer in
            entry.write(to: &writer)
            writer.member("text", text)
        }
    }

    @Sendable private func check(_ call: ControlCall) throws(MockError) -> Answer {
        guard case .complete(let text) = call.request.body, !text.isEmpty else {
            throw MockError(.invalidBody, "Send the text of a scenario file, YAML or JSON, as the body.")
        }
        let mistakes = scenarios.mistakes(in: text)
        return .control { writer in
            writer.member("ok", mistakes.isEmpty)
            writer.key("diagnostics")
            writer.array { writer in
                for mistake in mistakes { writer.object { writer in mistake.write(to: &writer) } }
            }
        }
    }
}

extension ScenarioLibrary.Entry {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.member("name", name)
        writer.member("file", file)
        writer.member("description", description)
        writer.member("steps", stepCount)
        writer.member("mistakes", diagnostics.count)
    }
}

extension Diagnostic {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.member("file", file)
        writer.member("line", line)
        writer.member("column", column)
        writer.member("severity", severity.rawValue)
        writer.member("message", message)
        writer.member("hint", hint)
    }
}

extension ScenarioSource {
    /// Looks up a baseline as `baseline(_:)` does, with errors of the control API.
    func named(_ name: String) throws(MockError) -> Baseline {
        do throws(ScenarioLookupError) {
            return try baseline(name)
        } catch {
            throw MockError(error)
        }
    }

    /// The baseline that a member of a body names or contains; nil if there is no such member.
    func baseline(in member: JSONValue?) throws(MockError) -> Baseline? {
        guard let member else { return nil }
        if let name = member.string { return try named(name) }
        do throws(ScenarioLookupError) {
            return try baseline(with: member)
        } catch {
            throw MockError(error)
        }
    }

    /// Reads a baseline's file again as `change(of:)` does, with errors of the control API.
    func edited(_ baseline: Baseline) throws(MockError) -> Baseline? {
        do throws(ScenarioLookupError) {
            return try change(of: baseline)
        } catch {
            throw MockError(error)
        }
    }
}

extension MockError {
    fileprivate init(_ error: ScenarioLookupError) {
        switch error {
        case .unknown(let name, let hint):
            let guess = hint.map { "; did you mean `\($0)`?" } ?? "; GET /__admin/scenarios lists them."
            self.init(.notFound, "There is no scenario `\(name)`\(guess)")
        case .broken(let error):
            let findings = error.diagnostics.map { mistake in
                Finding(pointer: "", message: mistake.description, hint: mistake.hint)
            }
            self.init(.invalidBody, findings.first?.message ?? "The scenario cannot be used.", findings: findings)
        }
    }
}
