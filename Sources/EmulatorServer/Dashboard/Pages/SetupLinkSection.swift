import Documents
import Domain

/// The setup links of a customer, with the actions on them.
struct SetupLinkSection {
    let profile: CustomerProfile
    let frame: DashboardFrame
    let forms: CustomerForms

    var content: Markup {
        """
        <section class="card" aria-labelledby="links">
        <div class="row apart"><h2 id="links">Setup links</h2>
        \(canCreate ? createButton : "")</div>
        \(profile.links.isEmpty ? "<p class=\"quiet\">The customer has no setup links.</p>" : table)
        </section>

        """
    }

    /// Whether the page can create links: an archived customer gets none.
    private var canCreate: Bool { frame.hasActions && profile.customer.status != .archived }

    private var createButton: Markup {
        "<button class=\"button\" type=\"button\" data-opens=\"create-link\" hidden=\"\">New setup link</button>\n"
    }

    private var table: Markup {
        """
        <table class="rows">
        <thead><tr><th scope="col">Link</th><th scope="col">Status</th><th scope="col">Created</th>\
        <th scope="col">Expires</th><th scope="col">Redirects</th>\(frame.hasActions ? Markup.actionsHead : "")</tr></thead>
        <tbody>
        \(profile.links.map(row))</tbody>
        </table>
        """
    }

    private func row(_ link: SetupLink) -> Markup {
        """
        <tr><td data-label="Link"><code class="ending" title="\(link.id.description)">…\(link.tokenEnding)</code></td>\
        <td data-label="Status">\(Markup.badge(link.status(at: profile.now)))</td>\
        <td data-label="Created">\(Markup.time(link.createdAt))</td>\
        <td data-label="Expires">\(Markup.time(link.expiresAt))</td>\
        <td data-label="Redirects">\(redirects(of: link))</td>\(frame.hasActions ? actions(on: link) : "")</tr>

        """
    }

    private func redirects(of link: SetupLink) -> Markup {
        let lines: [Markup] = [("success", link.redirects.success), ("failure", link.redirects.failure)]
            .compactMap { outcome, url in url.map { redirect(outcome, to: $0) } }
        return lines.isEmpty ? .none : "\(lines)"
    }

    private func redirect(_ outcome: String, to url: String) -> Markup {
        "<span class=\"redirect\"><span class=\"quiet\">\(outcome)</span> \(Markup.written(url))</span>"
    }

    private func actions(on link: SetupLink) -> Markup {
        switch link.status(at: profile.now) {
        case .active:
            """
            <td class="actions"><button class="button quiet" type="button" data-method="DELETE" \
            data-path="\(forms.path(of: profile.customer, "/setup_links/\(link.id.description.inURL)"))" \
            data-confirm="Revoke the link …\(link.tokenEnding)?" \
            data-text="Whoever has its address can no longer connect a number with it. This cannot be undone." \
            data-done="The setup link was revoked." hidden="">Revoke</button></td>
            """
        case .consumed, .expired, .revoked: "<td></td>"
        }
    }
}
