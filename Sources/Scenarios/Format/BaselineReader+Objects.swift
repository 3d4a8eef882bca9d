import Contract
import Documents
import Domain

extension BaselineReader {
    /// The WhatsApp accounts; a null `phone_number_id` is a finding unless the status is onboarding.
    mutating func accounts() -> [SeededAccount] {
        let rows = rows("accounts")
        requireUnique("ref", "phone_number_id", in: rows)
        return rows.map { account($0) }
    }

    private mutating func account(_ row: Row) -> SeededAccount {
        let status = row.text("status").flatMap(WhatsAppAccount.Status.init(rawValue:)) ?? .connected
        if row.json["phone_number_id"]?.isNull == true, status != .onboarding {
            let place = row.place.appending("phone_number_id")
            findings.add("`phone_number_id` is null only while the status is onboarding", at: place)
        }
        let account = WhatsAppAccount(
            phoneNumberID: row.text("phone_number_id"),
            phoneNumber: row.text("phone_number"),
            name: row.text("name"),
            status: status
        )
        var seeded = SeededAccount(account, customer: customer(of: row))
        seeded.onboardedAt = moment("onboarded_at", of: row)
        return seeded
    }

    // MARK: Setup links

    /// The setup links, each validated against createSetupLink.
    mutating func setupLinks() -> [SeededSetupLink] {
        let rows = rows("setup_links")
        requireUnique("ref", "id", "token", in: rows)
        return rows.map { setupLink($0) }
    }

    private mutating func setupLink(_ row: Row) -> SeededSetupLink {
        let own: Set = ["ref", "id", "customer", "status", "expires_at", "token", "created_at"]
        hold(row, without: own, against: "createSetupLink")
        var link = SeededSetupLink(ref: row.text("ref"), id: row.text("id"), customer: customer(of: row) ?? "")
        link.status = row.text("status").flatMap(SetupLink.Status.init(rawValue:)) ?? .active
        link.token = row.text("token")
        link.createdAt = moment("created_at", of: row)
        link.redirects.success = redirect("success_redirect_url", of: row)
        link.redirects.failure = redirect("failure_redirect_url", of: row)
        if let hours = row.json["expires_in_hours"]?.integer { link.expiry = .hours(hours) }
        guard let expiry = moment("expires_at", of: row) else { return link }
        link.expiry = .at(expiry)
        if row.json["expires_in_hours"] != nil {
            let place = row.place.appending("expires_at")
            findings.add("`expires_at` and `expires_in_hours` say the same; only one of them is allowed", at: place)
        }
        return link
    }

    private mutating func redirect(_ member: String, of row: Row) -> String? {
        guard let url = row.text(member) else { return nil }
        let place = row.place.appending(member)
        if let problem = RedirectURL.problem(with: url), !findings.speak(of: place) {
            findings.add("`\(member)` \(problem)", at: place)
        }
        return url
    }

    // MARK: Webhook subscriptions

    /// The subscriptions that have a URL, each validated against createWebhookSubscription.
    mutating func webhookSubscriptions(http: WebhookURL.HTTPPolicy) -> [SeededWebhookSubscription] {
        let rows = rows("webhook_subscriptions")
        requireUnique("ref", "id", in: rows)
        return rows.compactMap { row in
            let events = events(of: row)
            guard let url = row.text("url"), !url.isEmpty else { return nil }
            return subscription(row, to: url, events: events, http: http)
        }
    }

    private mutating func subscription(
        _ row: Row,
        to url: String,
        events: [String],
        http: WebhookURL.HTTPPolicy
    ) -> SeededWebhookSubscription {
        let own: Set = ["ref", "id", "status", "created_at", "updated_at", "secret"]
        var body = row.json
        body.set(.array(contract.webhooks.map { .string($0.name) }), at: JSONPointer(["events"]))
        hold(Row(json: body, place: row.place), without: own, against: "createWebhookSubscription")
        let place = row.place.appending("url")
        if !WebhookURL.isAllowed(url, http: http), !findings.speak(of: place) {
            findings.add(
                "`url` must be an https URL",
                at: place,
                hint: "the switch `http_webhook_urls` says which http URLs are accepted"
            )
        }
        let draft = WebhookSubscriptionDraft(url: url, events: events, description: row.text("description"))
        var subscription = SeededWebhookSubscription(ref: row.text("ref"), id: row.text("id"), draft: draft)
        subscription.secret = row.text("secret")
        subscription.status = row.text("status").flatMap(WebhookSubscription.Status.init(rawValue:)) ?? .active
        (subscription.createdAt, subscription.updatedAt) = moments(of: row)
        return subscription
    }

    /// The event names of a subscription; `*` becomes all webhooks of the contract, an unknown name is a finding.
    private mutating func events(of row: Row) -> [String] {
        let known = contract.webhooks.map(\.name)
        var events: [String] = []
        for (index, value) in (row.json["events"]?.array ?? []).enumerated() {
            guard let name = value.string, name != "*" else {
                events += known
                continue
            }
            events.append(name)
            guard !isEvent(name) else { continue }
            findings.add(
                "`\(name)` is not an event in the contract",
                at: row.place.appending("events").appending(index),
                hint: name.suggestion(among: known)
            )
        }
        return events
    }

    /// Whether createWebhookSubscription accepts the name; it may accept names that are no webhooks of the contract.
    private func isEvent(_ name: String) -> Bool {
        let body: JSONValue = ["url": "https://example.com/", "events": [.string(name)]]
        let violations = contract.operation("createWebhookSubscription")?.validateBody(body) ?? []
        return !violations.contains { $0.pointer.tokens.first == "events" }
    }
}
