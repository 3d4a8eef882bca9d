import Documents
import OrderedCollections

/// Writes what a reference says about one operation.
struct OperationEntry {
    let operation: ReferenceOperation
    /// The command that sends it.
    let command: String
    let document: ReferenceDocument

    var markup: Markup {
        """
        <article class="card call" id="\(operation.id)" tabindex="-1">
        <h3><a href="#\(operation.id)">\(Prose.line(operation.summary))</a></h3>
        <p class="path"><span class="badge">\(operation.method)</span> <code>\(operation.path)</code> \
        <span class="quiet name">\(operation.id)</span></p>
        \(Prose.paragraphs(operation.description))
        \(curl)\(parameters)\(body)\(responses)
        </article>

        """
    }

    private var curl: Markup {
        let id = "curl-\(operation.id)"
        return """
            <div class="row apart"><h4>Command</h4><button class="button quiet" type="button" data-copies="\(id)" \
            aria-label="Copy the command: \(operation.id)" hidden="">Copy</button></div>
            <pre id="\(id)">\(command)</pre>

            """
    }

    private var parameters: Markup {
        let rows = operation.parameters.map { parameter in
            let place = parameter["in"]?.string ?? ""
            let name: Markup = "<code>\(parameter["name"]?.string ?? "")</code> <span class=\"quiet\">\(place)</span>"
            return SchemaMarkup.row(
                name,
                parameter["schema"] ?? true,
                isRequired: parameter["required"]?.bool ?? false,
                description: parameter["description"]?.string
            )
        }
        return rows.isEmpty ? "" : "<h4>Parameters</h4>\n<dl class=\"members\">\n\(rows)</dl>\n"
    }

    private var body: Markup {
        guard let body = operation.body, let (type, content) = operation.bodyContent else { return "" }
        let schema = content["schema"]
        let need: Markup = body["required"]?.bool == true ? "required" : "optional"
        let examples: [Markup] = operation.examples.map { summary, value in
            """
            <h4>Example\(summary.map { ": \($0)" } ?? "")</h4>
            <pre>\(value.string ?? value.indented)</pre>

            """
        }
        return """
            <h4>Body <span class="type"><code>\(type)</code> \(schema.map(SchemaMarkup.type) ?? "") \(need)</span></h4>
            \(Prose.paragraphs(body["description"]?.string ?? ""))\
            \(schema.map { SchemaMarkup.parts(of: document.resolved($0)) } ?? "")\(examples)
            """
    }

    private var responses: Markup {
        let rows: [Markup] = operation.responses.map { status, response in
            let content = response["content"]?.object ?? [:]
            let types: [Markup] = content.map { type, value in
                " <span class=\"type\"><code>\(type)</code> \(value["schema"].map(SchemaMarkup.type) ?? "")</span>"
            }
            let parts = content.values.compactMap { $0["schema"].map(SchemaMarkup.parts) }
            let headers = (response["headers"]?.object ?? [:]).map { name, header in
                SchemaMarkup.row(
                    "Header <code>\(name)</code>",
                    header["schema"] ?? true,
                    isRequired: false,
                    description: header["description"]?.string
                )
            }
            let list: Markup = headers.isEmpty ? "" : "<dl class=\"members\">\n\(headers)</dl>\n"
            return """
                <div><dt><code>\(status)</code>\(types)</dt>
                <dd>\(Prose.paragraphs(response["description"]?.string ?? ""))\(list)\(parts)</dd></div>

                """
        }
        return "<details><summary>Responses</summary>\n<dl class=\"members\">\n\(rows)</dl></details>"
    }
}
