import Contract
import Documents
import OrderedCollections

/// The calls of the control API as tables in Markdown, one for each tag of control.yaml.
struct ControlReference {
    let served: ServedFacts

    var lines: [String] {
        let tags = served.controlDocument["tags"]?.array ?? []
        let head = [
            "## Calls of the control API", "",
            "`api_key` and `sandbox` choose the sandbox, as a key in `Authorization` does. \(served.controlURL)/openapi.yaml "
                + "has the shapes of bodies and responses.",
        ]
        return head + tags.flatMap(section)
    }

    private func section(_ tag: JSONValue) -> [String] {
        let name = tag["name"]?.string ?? ""
        var table = MarkdownTable("Call", "Effect", "Parameters", "Body")
        for operation in served.control.operations where operation.tags.contains(name) {
            table.add(
                "`\(operation.method) \(operation.fullPath)`",
                served.summary(of: operation),
                parameters(of: operation),
                body(of: operation)
            )
        }
        return ["", "### \(name)", "", (tag["description"]?.string ?? name) + ".", ""] + table.lines
    }

    private func parameters(of operation: Operation) -> String {
        operation.parameters.map { parameter in
            let place = parameter.location == .query ? nil : parameter.location.rawValue
            let need = parameter.isRequired && parameter.location != .path ? "required" : nil
            let notes = [place, need].compactMap { $0 }
            return "`\(parameter.name)`" + (notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))")
        }.joined(separator: ", ")
    }

    /// The members of a JSON body, or the media type of another one.
    private func body(of operation: Operation) -> String {
        let content = served.members(of: operation)?["requestBody"]?["content"]?.object?.elements.first
        guard let content else { return "" }
        let members = operation.bodyFieldOrder
        guard !members.isEmpty else { return "`\(content.key)`" }
        let schema = content.value["schema"].flatMap(SchemaInlining(document: served.controlDocument).resolved)
        let required = Set(schema?["required"]?.array?.compactMap(\.string) ?? [])
        return members.map { "`\($0)`" + (required.contains($0) ? " (required)" : "") }.joined(separator: ", ")
    }
}
