import Documents
import Domain
import EmulatorCore

extension SimulationOperations {
    /// Sets the status of a template as Meta's review does (simulateTemplateStatus).
    @Sendable func decideOnTemplate(_ call: ControlCall) throws(MockError) -> Answer {
        let sandbox = try call.oneSandbox(of: registry)
        let status = call.body["status"]?.string.flatMap(Template.Status.init(rawValue:)) ?? .approved
        let onSync = call.body["on_sync"]?.bool ?? false
        return try change(sandbox) { state, now throws(MockError) in
            let template = try Self.template(call.body, in: state)
            let changed = state.setStatus(status, of: template, onSync: onSync, at: now)
            let account = state.embeddedAccount(phoneNumberID: changed.accountID)
            return .control { writer in
                writer.key("template")
                changed.write(to: &writer, of: account)
            }
        }.result
    }

    /// The template that a body names; `language` is needed only if several templates have the name.
    private static func template(_ body: JSONValue, in state: WorldState) throws(MockError) -> Template {
        let id = body["phone_number_id"]?.string ?? ""
        let name = body["name"]?.string ?? ""
        let account = try described(state.account(phoneNumberID: id))
        let languages = state.languages(of: name, on: account)
        guard let language = body["language"]?.string else {
            guard let only = languages.first else { throw MockError(.notFound, "There is no template `\(name)`.") }
            guard languages.count > 1 else { return only }
            let known = languages.map { "`\($0.language)`" }.sorted().joined(separator: ", ")
            let message = "is needed: the template exists in \(known)"
            throw MockError(
                .invalidBody,
                "/language \(message).",
                findings: [MockError.Finding(pointer: "/language", message: message)]
            )
        }
        guard let template = languages.first(where: { $0.language == language }) else {
            throw MockError(.notFound, "There is no template `\(name)` in `\(language)`.")
        }
        return template
    }
}
