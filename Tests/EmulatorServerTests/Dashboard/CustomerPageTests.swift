import Contract
import Documents
import Domain
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// The page of one customer in the dashboard.
@Suite struct CustomerPageTests {
    private static let number = "1111475158712095"

    private func seedFreeNumber(_ emulator: Emulator, name: String? = "Toko") throws {
        try emulator.seed(
            WhatsAppAccount(
                phoneNumberID: Self.number,
                phoneNumber: "+62 857-2516-5424",
                name: name,
                status: .connected
            )
        )
    }

    /// The calls that the buttons and forms of a page send, such as `PATCH /api/customers/cus_1`.
    private func calls(on page: String) throws -> [String] {
        try MarkupOutline(page).elements.compactMap { element in
            guard let method = element.attributes["data-method"], let path = element.attributes["data-path"] else {
                return nil
            }
            return "\(method) \(path.prefix { $0 != "?" })"
        }
    }

    // MARK: Contents

    @Test func `a customer is shown with its accounts, its links and its history`() async throws {
        try await withEmulator { emulator in
            let customer = try emulator.createCustomer(["name": "Acme", "metadata": ["branch": "Jakarta"]])
            let used = try emulator.invite(customer: customer, link: ["success_redirect_url": "https://p.example/done"])
            #expect(try emulator.signUp(used).status == 200)
            let active = try emulator.invite(customer: customer)
            let page = try emulator.page("/customers/\(customer)")
            #expect(page.contains("<title>Acme · kirimdev-mock</title>"))
            let shown = try emulator.customer(customer)
            let account = try #require(shown["whatsapp_accounts"]?[0])
            for text in [
                customer, try #require(used.created["customer_id"]?.string), "branch", "Jakarta",
                try #require(account["phone_number"]?.string), try #require(account["phone_number_id"]?.string),
                String(used.token.suffix(4)), String(active.token.suffix(4)), "https://p.example/done",
                ">consumed<", ">active<", ">connected<", "Setup link", "2026-06-04 10:00:00",
            ] {
                #expect(page.contains(text), "\(text)")
            }
            let profile = try emulator.profile(customer)
            for (name, value) in try #require(shown.object) { #expect(profile[name] == value, "\(name)") }
            #expect(profile["setup_links"] == (try emulator.client().get("/customers/\(customer)/setup_links").data))
            #expect(profile["history_shortened"] == false)
            #expect(
                try emulator.history(of: customer) == [
                    "setup_link_created", "account_connected", "setup_link_consumed", "setup_link_created", "created",
                ]
            )
        }
    }

    @Test func `the token of a link is neither on the page nor in the JSON`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            let path = "/customers/\(invitation.customer)"
            #expect(!(try emulator.page(path).contains(invitation.token)))
            let json = String(decoding: try emulator.control().get(path).bytes, as: UTF8.self)
            #expect(!json.contains(invitation.token))
        }
    }

    @Test func `events in the history lead to the inspector`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let event = try #require(try emulator.events().last).id
            let sandbox = try emulator.sandboxID()
            #expect(try emulator.profile(id)["history"]?[0]?["event_id"] == .string(event.description))
            let page = try emulator.page("/customers/\(id)")
            #expect(page.contains("href=\"/__admin/ui#/events/\(sandbox)/\(event)\""))
        }
    }

    @Test func `the accounts without an owner can be assigned`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            #expect(!(try emulator.page("/customers/\(id)").contains("data-opens=\"assign-account\"")))
            try seedFreeNumber(emulator)
            #expect(try emulator.profile(id)["free_accounts"]?[0]?["phone_number_id"] == .string(Self.number))
            let page = try emulator.page("/customers/\(id)")
            #expect(page.contains("<option value=\"\(Self.number)\" dir=\"auto\">+62 857-2516-5424 · Toko</option>"))
            #expect(try calls(on: page).contains("POST /api/accounts/{phone_number_id}/assign"))
        }
    }

    // MARK: Actions

    @Test(arguments: CustomerStatus.allCases)
    func `a page has the actions that the status of the customer allows`(status: CustomerStatus) async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer(in: status)
            let path = "/api/customers/\(id)"
            let page = try emulator.page("/customers/\(id)")
            let calls = try calls(on: page)
            let isArchived = status == .archived
            #expect(calls.contains("POST \(path)/restore") == isArchived)
            #expect(calls.contains("DELETE \(path)") != isArchived)
            #expect(calls.contains("POST \(path)/setup_links") != isArchived)
            #expect(calls.contains("PATCH \(path)") != isArchived)
            #expect(page.contains(">Suspend<") == (status == .active))
            #expect(page.contains(">Activate<") == (status == .suspended))
        }
    }

    @Test func `every call on a page is one of the dashboard`() async throws {
        try await withEmulator { emulator in
            let customer = try emulator.createCustomer()
            let link = try emulator.invite(customer: customer)
            let signUp = try emulator.signUp(link)
            #expect(signUp.status == 200)
            _ = try emulator.invite(customer: customer)
            try seedFreeNumber(emulator)
            let page = try emulator.page("/customers/\(customer)")
            let calls = try calls(on: page)
            #expect(calls.count == 7)
            for call in calls {
                let parts = call.split(separator: " ").map(String.init)
                let path = parts[1].replacing("{phone_number_id}", with: Self.number)
                let match = ContractLibrary.control.routes.match(method: parts[0], path: path)
                guard case .operation(let operation, _) = match else {
                    Issue.record("control.yaml does not have \(call)")
                    continue
                }
                #expect(path.hasPrefix("/api/"), "\(operation.id)")
            }
        }
    }

    @Test func `only active links can be revoked`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            let revocation = "DELETE /api/customers/\(invitation.customer)/setup_links/\(invitation.link)"
            let path = "/customers/\(invitation.customer)"
            #expect(try calls(on: try emulator.page(path)).contains(revocation))
            #expect(try emulator.control().delete(String(revocation.dropFirst(7))).status == 200)
            #expect(!(try calls(on: try emulator.page(path)).contains(revocation)))
        }
    }

    @Test func `a page for reading has no actions`() async throws {
        try await withEmulator({ $0.hasReadOnlyPages = true }) { emulator in
            let invitation = try emulator.invite()
            #expect(try emulator.signUp(try emulator.invite(customer: invitation.customer)).status == 200)
            try seedFreeNumber(emulator)
            let page = try emulator.page("/customers/\(invitation.customer)")
            for mark in ["data-method", "data-opens", "<dialog", "<button", "/api/"] {
                #expect(!page.contains(mark), "\(mark)")
            }
            #expect(page.contains("Setup links"))
        }
    }

    // MARK: Texts

    @Test(arguments: HostileText.all)
    func `texts in every field are shown as text`(text: String) async throws {
        try await withEmulator { emulator in
            try emulator.configure(["name": .string(text), "teams": [["name": .string(text)]]])
            let metadata: JSONValue = .object([text: .string(text)])
            let id = try emulator.createCustomer(["name": .string(text), "metadata": metadata])
            let renamed = try emulator.control().patch("/api/customers/\(id)", ["name": "Plain", "metadata": [:]])
            #expect(renamed.status == 200)
            #expect(try emulator.control().patch("/api/customers/\(id)", ["name": .string(text)]).status == 200)
            try seedFreeNumber(emulator, name: text)
            try emulator.seed(
                WhatsAppAccount(
                    phoneNumberID: "123456",
                    phoneNumber: text,
                    name: text,
                    status: .connected,
                    customerID: Identifier(id)
                )
            )
            let outline = try MarkupOutline(try emulator.page("/customers/\(id)"))
            #expect(outline.isHarmless)
        }
    }

    @Test func `an id that a file has brought is safe in every address`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let odd = "cus_<a>/\"?&#x"
            let state = try emulator.control(usualKey).get("/__admin/state")
            let text = String(decoding: state.bytes, as: UTF8.self)
                .replacing(id, with: #"cus_<a>/\"?&#x"#)
            #expect(try await emulator.control(usualKey).postState(Array(text.utf8)).status == 200)
            let encoded = odd.percentEncoded { $0.isLetterOrDigit }
            let page = try emulator.page("/customers")
            let link = try #require(page.firstMatch(of: #/class="name" href="([^"]+)"/#)?.1)
            let outline = try MarkupOutline(try emulator.page(String(link.replacing("&amp;", with: "&"))))
            #expect(outline.elements("a").allSatisfy { $0.attributes["href"]?.contains("<") == false })
            #expect(try emulator.control().get("/customers/\(encoded)").data["id"] == .string(odd))
        }
    }
}
