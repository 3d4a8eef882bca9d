import Documents
import Domain

/// The dialogs with which the pages of the dashboard send calls; the script opens them and sends their fields.
///
/// A field has the name that the body of the call has, so that the error of the call can be shown at the field.
struct CustomerForms {
    let frame: DashboardFrame

    /// The dialog for a new customer.
    func create(teams: [Team]) -> Markup {
        dialog(
            "create-customer",
            title: "New customer",
            call: "data-method=\"POST\" data-path=\"\(frame.path("/api/customers"))\" data-then=\"customer\"",
            button: "Create",
            """
            \(nameField(""))\(emailField(nil))\(teamField(teams))\(metadataField(nil))
            """
        )
    }

    /// The dialog that changes a customer.
    func edit(_ customer: Customer) -> Markup {
        dialog(
            "edit-customer",
            title: "Edit customer",
            call: """
                data-method="PATCH" data-path="\(path(of: customer))" data-only-changes="" \
                data-done="The customer was changed."
                """,
            button: "Save",
            "\(nameField(customer.name))\(emailField(customer.email))\(metadataField(customer.metadata))"
        )
    }

    /// The dialog for a new setup link, and the one that shows its address.
    func createLink(of customer: Customer) -> Markup {
        let form = dialog(
            "create-link",
            title: "New setup link",
            call: "data-method=\"POST\" data-path=\"\(path(of: customer, "/setup_links"))\" data-then=\"link\"",
            button: "Create",
            """
            \(field("expires_in_hours", "Expires after", help: "Hours, from 1 to 720. A week has 168.") { id in
                "<input \(id) value=\"168\" inputmode=\"numeric\" data-type=\"integer\"/>"
            })\
            \(redirectField("success_redirect_url", "Redirect after success"))\
            \(redirectField("failure_redirect_url", "Redirect after failure"))
            """
        )
        return """
            \(form)<dialog id="created-link" aria-labelledby="created-link-title">
            <h2 id="created-link-title">Setup link created</h2>
            <p>Copy the address now and pass it on to the customer. It is not shown again.</p>
            <div class="field"><label for="setup-url">Address</label>
            <input id="setup-url" class="code" readonly="" value=""/></div>
            <div class="actions"><a class="button" id="open-link" href="#" target="_blank" rel="noopener">Open</a>
            <button class="button" type="button" data-reloads="">Done</button>
            <button class="button primary" type="button" data-copies="setup-url">Copy</button></div>
            </dialog>

            """
    }

    /// The dialog that assigns an account without an owner.
    func assign(_ accounts: [WhatsAppAccount], to customer: Customer) -> Markup {
        dialog(
            "assign-account",
            title: "Assign a number",
            call: """
                data-method="POST" data-path="\(frame.path("/api/accounts/{phone_number_id}/assign"))" \
                data-done="The number was assigned."
                """,
            button: "Assign",
            """
            <input type="hidden" name="customer_id" value="\(customer.id.description)"/>\
            \(field("phone_number_id", "Number", help: "Numbers that belong to no customer.") { id in
                "<select \(id) data-in-path=\"\">\(accounts.map(option))</select>"
            })
            """
        )
    }

    /// The dialog that asks before an action; the script fills it in.
    var confirmation: Markup {
        """
        <dialog id="confirm" aria-labelledby="confirm-title">
        <form novalidate="">
        <h2 id="confirm-title" dir="auto"></h2>
        <p id="confirm-text"></p>
        <p class="error" role="alert"></p>
        <div class="actions"><button class="button" type="button" data-closes="">Cancel</button>
        <button class="button danger" id="confirm-button"></button></div>
        </form>
        </dialog>

        """
    }

    /// The path of a call about a customer.
    func path(of customer: Customer, _ rest: String = "") -> String {
        frame.path("/api/customers/\(customer.id.description.inURL)\(rest)")
    }

    // MARK: Parts

    private func dialog(_ id: String, title: String, call: Markup, button: String, _ fields: Markup) -> Markup {
        """
        <dialog id="\(id)" aria-labelledby="\(id)-title">
        <form \(call) autocomplete="off" novalidate="">
        <h2 id="\(id)-title">\(title)</h2>
        \(fields)
        <p class="error" role="alert"></p>
        <div class="actions"><button class="button" type="button" data-closes="">Cancel</button>
        <button class="button primary">\(button)</button></div>
        </form>
        </dialog>

        """
    }

    /// A field with its label; `control` writes the control with the attributes that tie it to the label and the error.
    private func field(
        _ name: String,
        _ label: String,
        help: String? = nil,
        _ control: (_ attributes: Markup) -> Markup
    ) -> Markup {
        let attributes: Markup = "id=\"field-\(name)\" name=\"\(name)\" aria-describedby=\"error-\(name)\""
        let help: Markup = help.map { "<p class=\"help\">\($0)</p>" } ?? ""
        return """
            <div class="field"><label for="field-\(name)">\(label)</label>
            \(control(attributes))\(help)
            <p class="error" id="error-\(name)"></p></div>

            """
    }

    private func nameField(_ value: String) -> Markup {
        field("name", "Name") { "<input \($0) value=\"\(value)\" dir=\"auto\" required=\"\"/>" }
    }

    private func emailField(_ value: String?) -> Markup {
        field("email", "Email (optional)") { attributes in
            "<input \(attributes) type=\"email\" value=\"\(value ?? "")\" dir=\"auto\" data-empty=\"null\"/>"
        }
    }

    private func metadataField(_ value: JSONObject?) -> Markup {
        let text = value.map { JSONValue.object($0).indented } ?? ""
        return field("metadata", "Metadata (optional)", help: "A JSON object.") { attributes in
            """
            <textarea \(attributes) class="code" rows="4" data-type="json" data-empty="null" spellcheck="false">\
            \(text)</textarea>
            """
        }
    }

    private func redirectField(_ name: String, _ label: String) -> Markup {
        field(name, label + " (optional)") { attributes in
            "<input \(attributes) type=\"url\" value=\"\" placeholder=\"https://\" data-empty=\"null\"/>"
        }
    }

    /// The choice of a team; an organization with one team needs none.
    private func teamField(_ teams: [Team]) -> Markup {
        guard teams.count > 1 else { return "" }
        return field("team_id", "Team") { attributes in
            let options = teams.map { option($0.id.description, "\($0.name)") }
            return "<select \(attributes)>\(options)</select>"
        }
    }

    private func option(_ account: WhatsAppAccount) -> Markup {
        let id = account.phoneNumberID ?? ""
        let name: Markup = account.name.map { " · \($0)" } ?? ""
        return option(id, "\(account.phoneNumber ?? id)\(name)")
    }

    private func option(_ value: String, _ text: Markup) -> Markup {
        "<option value=\"\(value)\" dir=\"auto\">\(text)</option>"
    }
}
