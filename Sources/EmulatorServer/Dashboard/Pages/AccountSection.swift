import Documents
import Domain

/// The accounts of a customer, with the actions on them.
struct AccountSection {
    let profile: CustomerProfile
    let frame: DashboardFrame
    let forms: CustomerForms

    var content: Markup {
        """
        <section class="card" aria-labelledby="accounts">
        <div class="row apart"><h2 id="accounts">WhatsApp accounts</h2>
        \(canAssign ? assignButton : "")</div>
        \(profile.accounts.isEmpty ? empty : table)
        </section>

        """
    }

    /// Whether the page can assign accounts: an archived customer gets none.
    private var canAssign: Bool { frame.hasActions && profile.customer.status != .archived }

    private var assignButton: Markup {
        profile.freeAccounts.isEmpty
            ? ""
            : "<button class=\"button\" type=\"button\" data-opens=\"assign-account\" hidden=\"\">Assign a number</button>\n"
    }

    private var empty: Markup {
        """
        <p class="quiet">The customer has no number yet. It connects one with a setup link\
        \(canAssign && profile.freeAccounts.isEmpty ? "; there is no number without an owner to assign" : "" as Markup).</p>
        """
    }

    private var table: Markup {
        """
        <table class="rows accounts">
        <thead><tr><th scope="col">Number</th><th scope="col">Name</th><th scope="col">Status</th>\
        <th scope="col">Connected</th>\(frame.hasActions ? Markup.actionsHead : "")</tr></thead>
        <tbody>
        \(profile.accounts.map(row))</tbody>
        </table>
        """
    }

    private func row(_ account: WhatsAppAccount) -> Markup {
        """
        <tr><td data-label="Number">\(Markup.written(account.phoneNumber))<br/>\
        <code class="small">\(account.phoneNumberID ?? "no id yet")</code></td>\
        <td data-label="Name">\(Markup.written(account.name))</td>\
        <td data-label="Status">\(Markup.badge(account.status))</td>\
        <td data-label="Connected">\(Markup.time(account.onboardedAt))</td>\(frame.hasActions ? actions(on: account) : "")</tr>

        """
    }

    private func actions(on account: WhatsAppAccount) -> Markup {
        guard let id = account.phoneNumberID else { return "<td></td>" }
        return """
            <td class="actions"><button class="button quiet" type="button" data-method="POST" \
            data-path="\(frame.path("/api/accounts/\(id.inURL)/unassign"))" \
            data-confirm="Unassign \(account.phoneNumber ?? id)?" \
            data-text="The number then belongs to the organization itself. The customer keeps its status." \
            data-done="The number was unassigned." hidden="">Unassign</button></td>
            """
    }
}
