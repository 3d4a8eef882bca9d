/// What all pages of the dashboard about one world have in common: the head, the bar, and the links with `?sandbox=`.
struct DashboardFrame: Sendable {
    let sandbox: String
    /// The name of the organization of the world.
    let organization: String
    /// The last characters of the key that the sandbox was created with.
    let keyEnding: String
    let hasOtherWorlds: Bool
    /// Whether the page has actions; the script shows them, because it runs them.
    let hasActions: Bool

    /// A path of this server with a query that names the sandbox.
    func path(_ path: String, _ query: [(name: String, value: String)] = []) -> String {
        let items = [("sandbox", sandbox)] + query
        return path + "?" + items.map { "\($0.0)=\($0.1.inURL)" }.joined(separator: "&")
    }

    /// The path of the page of one customer.
    func path(of customer: String) -> String { path("/customers/\(customer.inURL)") }

    /// The path of a page of the inspector, which is the part after `#/`.
    func inspector(_ hash: String) -> String { "\(InspectorPage.path)#/\(hash)" }

    /// The whole page.
    func document(title: String, _ content: Markup) -> Markup {
        Self.document(
            title: title,
            bar: """
                <nav class="row" aria-label="Pages">
                <a href="\(path("/customers"))" aria-current="page">Customers</a>
                <a href="\(InspectorPage.timeline.path(sandbox: sandbox))">Inspector</a>
                </nav>
                <p class="world"><bdi class="cut" dir="auto" title="\(organization)">\(organization)</bdi>
                <span class="quiet">key <code>…\(keyEnding)</code></span>\
                \(hasActions ? "" : "<span class=\"badge quiet\">read only</span>" as Markup)\
                \(hasOtherWorlds ? "<a href=\"/customers\">Other worlds</a>" : "" as Markup)</p>
                """,
            content
        )
    }

    /// A page with other links in its bar.
    static func document(title: String, bar: Markup, _ content: Markup) -> Markup {
        PageFrame(title: "\(title) · kirimdev-mock", style: "customers.css", script: "customers.js").document(
            """
            <header class="bar"><a class="home" href="/">kirimdev-mock</a>
            \(bar)</header>
            <p id="status" class="status" role="status"></p>
            <main>
            \(content)</main>

            """
        )
    }
}
