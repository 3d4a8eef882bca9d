import Documents
import Domain
import OrderedCollections

/// The page about one customer.
struct CustomerDocument {
    let profile: CustomerProfile
    let frame: DashboardFrame

    private var customer: Customer { profile.customer }
    private var forms: CustomerForms { CustomerForms(frame: frame) }

    var document: Markup {
        frame.document(
            title: customer.name,
            """
            <p class="back"><a href="\(frame.path("/customers"))">All customers</a></p>
            <div class="row apart heading">
            <h1 class="row"><span class="name">\(Markup.written(customer.name))</span> \(Markup.badge(customer.status))</h1>
            \(frame.hasActions ? actions : "")</div>
            <div class="profile">
            <div class="stack">
            \(AccountSection(profile: profile, frame: frame, forms: forms).content)\
            \(SetupLinkSection(profile: profile, frame: frame, forms: forms).content)\
            \(HistorySection(profile: profile, frame: frame).content)</div>
            \(facts)</div>
            \(frame.hasActions ? dialogs : "")
            """
        )
    }

    // MARK: Actions

    /// The buttons that the status of the customer allows.
    private var actions: Markup {
        let buttons: [Markup] =
            switch customer.status {
            case .pending: [edit, archive]
            case .active: [edit, patch(to: .suspended, "Suspend"), archive]
            case .suspended: [edit, patch(to: .active, "Activate"), archive]
            case .archived: [restore]
            }
        return "<div class=\"row\" data-actions=\"\" hidden=\"\">\(buttons)</div>\n"
    }

    private var edit: Markup {
        "<button class=\"button\" type=\"button\" data-opens=\"edit-customer\">Edit</button>\n"
    }

    private func patch(to status: CustomerStatus, _ label: String) -> Markup {
        """
        <button class="button" type="button" data-method="PATCH" data-path="\(forms.path(of: customer))" \
        data-body="\(JSONValue.object(["status": .string(status.rawValue)]).text)" \
        data-done="The customer is \(status.rawValue).">\(label)</button>

        """
    }

    private var archive: Markup {
        """
        <button class="button danger" type="button" data-method="DELETE" data-path="\(forms.path(of: customer))" \
        data-confirm="Archive \(customer.name)?" \
        data-text="It leaves the list, and its setup links stop working until it is restored. Its numbers stay." \
        data-done="The customer was archived.">Archive</button>

        """
    }

    private var restore: Markup {
        """
        <button class="button primary" type="button" data-method="POST" \
        data-path="\(forms.path(of: customer, "/restore"))" data-done="The customer was restored.">Restore</button>

        """
    }

    private var dialogs: Markup {
        let shared: Markup = forms.confirmation
        guard customer.status != .archived else { return shared }
        let free = profile.freeAccounts
        let assign: Markup = free.isEmpty ? "" : forms.assign(free, to: customer)
        return "\(forms.edit(customer))\(forms.createLink(of: customer))\(assign)\(shared)"
    }

    // MARK: Facts

    private var facts: Markup {
        let id = customer.id.description
        return """
            <aside class="card" aria-labelledby="facts">
            <h2 id="facts">Details</h2>
            <dl class="facts">
            <dt>Id</dt><dd><code>\(id)</code></dd>
            <dt>Internal id</dt><dd><code>\(customer.internalID)</code></dd>
            <dt>Email</dt><dd>\(Markup.written(customer.email))</dd>
            <dt>Team</dt><dd>\(Markup.written(profile.team?.name ?? customer.teamID.description))</dd>
            <dt>Created</dt><dd>\(Markup.time(customer.createdAt))</dd>
            <dt>Updated</dt><dd>\(Markup.time(customer.updatedAt))</dd>
            \(customer.archivedAt.map { "<dt>Archived</dt><dd>\(Markup.time($0))</dd>\n" } ?? "" as Markup)</dl>
            <h3>Metadata</h3>
            \(metadata)
            <p class="small quiet">Times are in UTC, on the clock of this world. It is \(Markup.time(profile.now)).</p>
            <p class="small"><a href="\(frame.inspector("state/\(frame.sandbox)/customers/\(id.inURL)"))">Open in the inspector</a></p>
            </aside>

            """
    }

    private var metadata: Markup {
        guard let metadata = customer.metadata, !metadata.isEmpty else { return "<p class=\"quiet\">None</p>" }
        return "<pre tabindex=\"0\" dir=\"auto\">\(JSONValue.object(metadata).indented)</pre>"
    }
}
