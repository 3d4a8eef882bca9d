/// Writes the page at `/`: what this server is, how to reach it, and where its other pages are.
struct WelcomePage {
    let baseURL: String
    /// A key that the server accepts; nil if there is none, or if the contract uses no keys.
    let key: String?
    let scenario: String
    let commands: [CurlCommands.Command]
    /// The worlds that were used last; nil if only a request with the admin token may see them.
    let worlds: [WorldRow]?
    /// How many worlds there are.
    let worldCount: Int

    var document: Markup {
        PageFrame(title: "kirimdev-mock", style: "welcome.css", script: "copy.js").document(
            """
            <main>
            <header>
            <h1>kirimdev-mock</h1>
            <p class="quiet">\(ServedFacts.summary)</p>
            </header>
            <nav class="row" aria-label="Pages">
            <a class="button primary" href="\(InspectorPage.path)">Inspector</a>
            <a class="button" href="/customers">Customers</a>
            <a class="button" href="/__admin/docs">Control API</a>
            \(documents)</nav>
            <section class="card" aria-labelledby="connect">
            <h2 id="connect">Connect your app</h2>
            <dl class="facts">
            \(fact("Base URL", id: "base-url", baseURL))\(key.map { fact("API key", id: "api-key", $0) } ?? "")
            <dt>Scenario</dt><dd><bdi>\(scenario)</bdi></dd>
            <dt>Version</dt><dd>\(EmulatorVersion.current)</dd>
            </dl>
            </section>
            <section class="card" aria-labelledby="try">
            <h2 id="try">Try it</h2>
            <ol class="commands">
            \(commands.enumerated().map { command($0.element, number: $0.offset + 1) })</ol>
            </section>
            <section class="card" aria-labelledby="worlds">
            <h2 id="worlds">Worlds</h2>
            \(worldSection)
            </section>
            </main>
            <p id="status" class="visually-hidden" role="status"></p>

            """
        )
    }

    /// The links to documents; with an admin token, a browser can open only the index.
    private var documents: Markup {
        worlds == nil
            ? "<a class=\"button\" href=\"/llms.txt\">Index for agents</a>\n"
            : """
            <a class="button" href="/__admin/docs.md">Guide for agents</a>
            <a class="button" href="/__admin/coverage?format=html">Coverage</a>

            """
    }

    private func fact(_ name: String, id: String, _ value: String) -> Markup {
        "<dt>\(name)</dt><dd class=\"row\"><code id=\"\(id)\">\(value)</code>\(copyButton(of: id, name))</dd>\n"
    }

    private func command(_ command: CurlCommands.Command, number: Int) -> Markup {
        let id = "command-\(number)"
        return """
            <li><span class="row apart"><span>\(command.purpose)</span>\(copyButton(of: id, command.purpose))</span>
            <pre id="\(id)" tabindex="0">\(command.text)</pre></li>

            """
    }

    /// A button that the script of the page shows, because it needs the script.
    private func copyButton(of id: String, _ name: String) -> Markup {
        let label = "Copy: \(name)"
        return """
            <button class="button quiet" type="button" data-copies="\(id)" aria-label="\(label)" hidden="">Copy</button>
            """
    }

    // MARK: Worlds

    private var worldSection: Markup {
        guard let worlds else {
            return "<p>The control API requires the admin token. The inspector asks for it and shows the worlds.</p>"
        }
        guard !worlds.isEmpty else {
            return "<p>There is none yet. The first request with a key creates the world of that key.</p>"
        }
        let others = worldCount - worlds.count
        return """
            <div class="scroll"><table>
            <thead><tr><th scope="col">Sandbox</th><th scope="col">Key</th><th scope="col">Scenario</th>\
            <th scope="col" class="number">Customers</th><th scope="col" class="number">Messages</th>\
            <th scope="col" class="number">Requests</th></tr></thead>
            <tbody>
            \(worlds.map(row))</tbody>
            </table></div>
            \(others > 0 ? "<p class=\"quiet\">\(others) more were used less recently.</p>" : "" as Markup)
            """
    }

    private func row(_ world: WorldRow) -> Markup {
        let timeline = InspectorPage.timeline.path(sandbox: world.sandbox)
        return """
            <tr><td data-name="Sandbox"><a href="\(timeline)"><code>\(world.sandbox)</code></a></td>\
            <td data-name="Key"><code>…\(world.keyEnding)</code></td>\
            <td data-name="Scenario"><bdi>\(world.scenario)</bdi></td>\
            \(count("Customers", world.customers))\(count("Messages", world.messages))\
            \(count("Requests", world.requests))</tr>

            """
    }

    private func count(_ name: String, _ count: Int) -> Markup {
        "<td data-name=\"\(name)\" class=\"number\">\(count)</td>"
    }
}
