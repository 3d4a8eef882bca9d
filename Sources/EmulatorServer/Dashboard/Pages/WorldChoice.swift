/// The page on which a visitor of the dashboard chooses a world.
struct WorldChoice {
    /// How many worlds are listed, the ones that were used last.
    static let limit = 100

    /// The worlds to choose from; nil if the admin token protects them.
    let worlds: [WorldRow]?
    /// How many worlds there are.
    let worldCount: Int
    /// The path of the page that was asked for.
    let path: String
    /// A key that the server accepts; nil if there is none.
    let sampleKey: String?

    var document: Markup {
        DashboardFrame.document(
            title: "Choose a world",
            bar: """
                <nav class="row" aria-label="Pages">
                <a href="/customers" aria-current="page">Customers</a>
                <a href="\(InspectorPage.path)">Inspector</a>
                </nav>

                """,
            """
            <h1>Choose a world</h1>
            \(list)
            <form class="card key" action="\(path)" method="get">
            <div class="field">
            <label for="api-key">API key</label>
            <input id="api-key" name="api_key" value="" placeholder="\(sampleKey ?? "kdv_test_…")" required="" autocomplete="off" spellcheck="false"/>
            <p class="help">Each API key has a world of its own. A new key gets a new world.</p>
            </div>
            <button class="button">Open</button>
            </form>

            """
        )
    }

    private var list: Markup {
        guard let worlds else {
            return "<p class=\"quiet\">The server has an admin token, so it lists no worlds here.</p>"
        }
        guard !worlds.isEmpty else { return empty }
        let others = worldCount - worlds.count
        return """
            <div class="card"><table class="rows">
            <thead><tr><th scope="col">Key</th><th scope="col">Sandbox</th><th scope="col">Scenario</th>\
            <th scope="col" class="number">Customers</th></tr></thead>
            <tbody>
            \(worlds.map(row))</tbody>
            </table></div>
            \(others > 0 ? "<p class=\"quiet\">And \(others) more, which were used less recently.</p>" : "" as Markup)
            """
    }

    private var empty: Markup {
        let link: Markup =
            if let sampleKey {
                " Or <a href=\"\(path)?api_key=\(sampleKey.inURL)\">open the world of <code>\(sampleKey)</code></a>."
            } else {
                ""
            }
        return """
            <div class="card empty"><h2>There are no worlds yet</h2>
            <p>The first request with an API key creates the world of that key.\(link)</p></div>
            """
    }

    private func row(_ world: WorldRow) -> Markup {
        """
        <tr><td data-label="Key"><a href="\(path)?sandbox=\(world.sandbox.inURL)"><code>…\(world.keyEnding)</code></a></td>\
        <td data-label="Sandbox"><code>\(world.sandbox)</code></td>\
        <td data-label="Scenario">\(Markup.written(world.scenario))</td>\
        <td data-label="Customers" class="number">\(world.customers)</td></tr>

        """
    }
}
