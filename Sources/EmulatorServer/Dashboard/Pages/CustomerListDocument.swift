import Documents
import Domain

/// The page with the customers of a world.
struct CustomerListDocument {
    let search: CustomerSearch
    let found: CustomerPage
    let frame: DashboardFrame

    var document: Markup {
        frame.document(
            title: "Customers",
            """
            <div class="row apart heading">
            <h1>Customers</h1>
            \(frame.hasActions ? createButton : "")</div>
            <div class="row apart tools">
            <nav class="tabs" aria-label="Status">
            \(tab("All", nil, found.visibleCount))\(CustomerStatus.allCases.map(tab))</nav>
            \(searchForm)</div>
            <div class="card">\(found.rows.isEmpty ? empty : table)</div>
            \(paging)\(frame.hasActions ? CustomerForms(frame: frame).create(teams: found.teams) : "")
            """
        )
    }

    private var createButton: Markup {
        "<button class=\"button primary\" type=\"button\" data-opens=\"create-customer\" hidden=\"\">New customer</button>\n"
    }

    // MARK: Filters

    private func tab(_ status: CustomerStatus) -> Markup {
        tab(status.rawValue.capitalizedWord, status, found.counts[status] ?? 0)
    }

    private func tab(_ name: String, _ status: CustomerStatus?, _ count: Int) -> Markup {
        let current: Markup = status == search.status ? " aria-current=\"true\"" : ""
        return """
            <a href="\(path(status: status))"\(current)>\(name) <span class="count">\(count)</span></a>

            """
    }

    /// The path of a list with the present search text.
    private func path(status: CustomerStatus?, cursor: String? = nil) -> String {
        var query: [(name: String, value: String)] = []
        if let status { query.append(("status", status.rawValue)) }
        if !search.text.isEmpty { query.append(("search", search.text)) }
        if let cursor { query.append(("cursor", cursor)) }
        return frame.path("/customers", query)
    }

    private var searchForm: Markup {
        let status: Markup =
            if let status = search.status {
                "<input type=\"hidden\" name=\"status\" value=\"\(status.rawValue)\"/>"
            } else {
                ""
            }
        return """
            <form class="row search" role="search" action="/customers" method="get">
            <input type="hidden" name="sandbox" value="\(frame.sandbox)"/>\(status)
            <label class="visually-hidden" for="search">Search the customers</label>
            <input id="search" type="search" name="search" value="\(search.text)" dir="auto" maxlength="200" \
            placeholder="Name, email, id or number"/>
            <button class="button">Search</button>
            </form>

            """
    }

    // MARK: Rows

    private var table: Markup {
        """
        <table class="rows customers">
        <thead><tr><th scope="col">Name</th><th scope="col">Status</th><th scope="col">Numbers</th>\
        <th scope="col">Email</th><th scope="col">Created</th></tr></thead>
        <tbody>
        \(found.rows.map(row))</tbody>
        </table>
        """
    }

    private func row(_ row: CustomerPage.Row) -> Markup {
        let customer = row.customer
        return """
            <tr><td data-label="Name"><a class="name" href="\(frame.path(of: customer.id.description))" \
            title="\(customer.name)">\(Markup.written(customer.name))</a></td>\
            <td data-label="Status">\(Markup.badge(customer.status))</td>\
            <td data-label="Numbers">\(numbers(of: row.accounts))</td>\
            <td data-label="Email">\(Markup.written(customer.email))</td>\
            <td data-label="Created">\(Markup.time(customer.createdAt))</td></tr>

            """
    }

    private func numbers(of accounts: [WhatsAppAccount]) -> Markup {
        guard let first = accounts.first else { return .none }
        let others = accounts.count - 1
        let more: Markup = others > 0 ? " <span class=\"quiet\">and \(others) more</span>" : ""
        return "\(Markup.written(first.phoneNumber ?? first.phoneNumberID))\(more)"
    }

    private var empty: Markup {
        if !search.text.isEmpty {
            let all = frame.path("/customers", search.status.map { [("status", $0.rawValue)] } ?? [])
            return """
                <div class="empty"><h2>No customer matches “\(Markup.written(search.text))”</h2>
                <p><a href="\(all)">Show all</a></p></div>
                """
        }
        if let status = search.status {
            return "<div class=\"empty\"><h2>No customer is \(status.rawValue)</h2></div>"
        }
        return """
            <div class="empty"><h2>There are no customers yet</h2>
            <p>Customers that your platform creates with the API appear here, too.</p></div>
            """
    }

    private var paging: Markup {
        let first: Markup? =
            search.cursor.map { _ in "<a class=\"button\" href=\"\(path(status: search.status))\">First page</a>\n" }
        let next: Markup? =
            found.nextCursor.map { cursor in
                "<a class=\"button\" rel=\"next\" href=\"\(path(status: search.status, cursor: cursor))\">Next page</a>\n"
            }
        let links = [first, next].compactMap(\.self)
        return links.isEmpty ? "" : "<nav class=\"row paging\" aria-label=\"Pages of the list\">\(links)</nav>\n"
    }
}

extension String {
    /// The word with its first letter in upper case.
    var capitalizedWord: String { prefix(1).uppercased() + dropFirst() }
}
