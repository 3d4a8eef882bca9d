import Documents
import OrderedCollections

/// Writes the page at `/__admin/docs`: every call of an OpenAPI document, with a command that sends it, and its schemas.
struct ReferencePage {
    let document: ReferenceDocument
    let commands: ReferenceCommands
    /// Whether a browser can open the documents that this page links to; with an admin token, it cannot.
    let linksDocuments: Bool

    var markup: Markup {
        let groups = document.groups
        return PageFrame(title: "Control API · kirimdev-mock", style: "reference.css", script: "reference.js").document(
            """
            <a class="visually-hidden skip" href="#calls">Skip to the calls</a>
            <header>
            <h1>Control API</h1>
            <nav class="row" aria-label="Pages">
            <a class="button quiet" href="/">Start page</a>
            <a class="button quiet" href="\(InspectorPage.path)">Inspector</a>
            \(documents)</nav>
            </header>
            <div class="columns">
            <div class="side">
            <div class="field" role="search" hidden=""><label for="search">Search</label>
            <input id="search" type="search" autocomplete="off" placeholder="clock, fault, POST …" \
            aria-keyshortcuts="/"/></div>
            <nav class="contents" aria-label="Calls">
            <ul>
            \(groups.map(entries))<li><a href="#schemas">Schemas</a></li>
            </ul>
            </nav>
            </div>
            <main id="calls" tabindex="-1">
            \(Prose.paragraphs(document.description))
            <p id="none" class="empty" hidden="">No call has these words.</p>
            \(groups.map(section))
            \(schemas)
            </main>
            </div>
            <p id="status" class="visually-hidden" role="status"></p>

            """
        )
    }

    private var documents: Markup {
        guard linksDocuments else { return "" }
        return """
            <a class="button quiet" href="\(ReferenceOperations.documentPath)">OpenAPI document</a>
            <a class="button quiet" href="/__admin/docs.md">Markdown</a>

            """
    }

    private func entries(of group: ReferenceDocument.Group) -> Markup {
        let calls: [Markup] = group.operations.map { "<li><a href=\"#\($0.id)\">\($0.id)</a></li>\n" }
        return """
            <li><a href="#\(anchor(of: group))">\(group.name)</a>
            <ul>
            \(calls)</ul></li>

            """
    }

    private func anchor(of group: ReferenceDocument.Group) -> String { "tag-\(group.name)" }

    private func section(of group: ReferenceDocument.Group) -> Markup {
        """
        <section class="group" aria-labelledby="\(anchor(of: group))">
        <h2 id="\(anchor(of: group))">\(group.name)</h2>
        \(Prose.paragraphs(group.description))
        \(group.operations.map { OperationEntry(operation: $0, command: commands.text(for: $0), document: document).markup })
        </section>

        """
    }

    private var schemas: Markup {
        let entries: [Markup] = document.schemas.map { name, schema in
            """
            <article class="card" id="\(SchemaMarkup.anchor(of: name))">
            <h3>\(name) <span class="type">\(SchemaMarkup.type(of: schema))</span></h3>
            \(Prose.paragraphs(schema["description"]?.string ?? ""))\(SchemaMarkup.parts(of: schema))
            </article>

            """
        }
        return """
            <section class="group" aria-labelledby="schemas">
            <h2 id="schemas">Schemas</h2>
            \(entries)</section>
            """
    }
}
