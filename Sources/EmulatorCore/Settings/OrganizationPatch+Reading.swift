package import Documents
package import Domain
import OrderedCollections

extension OrganizationPatch {
    /// Reads the settings of a scenario or of updateOrganization, whose shape the schema has validated.
    package init(reading body: JSONValue) throws(ReadingError) {
        self.init()
        name = body["name"]?.string
        plan = body["plan"]?.string.flatMap(Plan.init(rawValue:))
        subscription = body["subscription"]?.string.flatMap(Subscription.init(rawValue:))
        teams = body["teams"]?.array?.map { TeamDraft(id: $0["id"]?.string, name: $0["name"]?.string ?? "") }
        users = body["users"]?.array?.map {
            UserDraft(id: $0["id"]?.string, name: $0["name"]?.string, email: $0["email"]?.string)
        }
        apiKeys = body["api_keys"]?.array?.map(KeyDraft.init(reading:))
        enforceRateLimits = body["rate_limits"]?["enforce"]?.bool
        writesPerMinute = Self.figure(body["rate_limits"]?["write_per_minute"])
        readsPerMinute = Self.figure(body["rate_limits"]?["read_per_minute"])
        connectedAccounts = Self.figure(body["limits"]?["connected_accounts"])
        messagesPerMonth = Self.figure(body["limits"]?["messages_per_month"])
        for (name, value) in body["switches"]?.object ?? [:] {
            guard let chosen = Switch(rawValue: name) else { continue }
            switches[chosen] = chosen.reading(value)
        }
        onboarding = try OnboardingPatch(reading: body["onboarding"])
        messages = try MessagesPatch(reading: body["messages"])
        templateReview = try TemplateReviewPatch(reading: body["template_review"])
    }

    /// Reads a limit: a number sets it, null sets the limit of the plan, and without a value it is kept.
    private static func figure(_ value: JSONValue?) -> FieldChange<Int?> {
        value.map { .set($0.integer) } ?? .keep
    }
}

extension OrganizationPatch.KeyDraft {
    /// Reads an element of `api_keys`, whose shape the schema has validated.
    package init(reading json: JSONValue) {
        self.init(
            secret: json["key"]?.string ?? "",
            status: json["status"]?.string.flatMap(APIKey.Status.init(rawValue:)) ?? .active,
            label: json["label"]?.string,
            expiresAt: json["expires_at"]?.string.flatMap(Timestamp.init(iso8601:))
        )
    }
}

extension OnboardingPatch {
    /// Reads the member `onboarding`, whose shape the schema has validated.
    package init(reading json: JSONValue?) throws(ReadingError) {
        self.init()
        mode = json?["mode"]?.string.flatMap(OnboardingSettings.Mode.init(rawValue:))
        polls = json?["polls"]?.integer
        outcome = json?["outcome"]?.string.flatMap(OnboardingOutcome.init(rawValue:))
        guard let text = json?["after"]?.string else { return }
        guard let span = TimeSpan(text) else { throw .noDuration(at: "/onboarding/after") }
        after = span
    }
}
