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
        rateLimits = try SettingsPatch(reading: body["rate_limits"], RateLimitSettings.fields, at: "/rate_limits")
        limits = try SettingsPatch(reading: body["limits"], OrganizationLimits.fields, at: "/limits")
        mcp = try SettingsPatch(reading: body["mcp"], MCPSettings.fields, at: "/mcp")
        for (name, value) in body["switches"]?.object ?? [:] {
            guard let chosen = Switch(rawValue: name) else { continue }
            switches[chosen] = chosen.reading(value)
        }
        try readBehaviour(body)
    }

    /// Reads how setup links, messages and templates progress, and how requests with the same key are treated:
    /// `onboarding`, `messages`, `template_review` and `idempotency`.
    package mutating func readBehaviour(_ body: JSONValue) throws(ReadingError) {
        onboarding = try SettingsPatch(reading: body["onboarding"], OnboardingSettings.fields, at: "/onboarding")
        messages = try SettingsPatch(reading: body["messages"])
        templateReview = try SettingsPatch(
            reading: body["template_review"],
            TemplateReviewSettings.fields,
            at: "/template_review"
        )
        idempotency = try SettingsPatch(reading: body["idempotency"])
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

extension SettingsPatch<IdempotencySettings> {
    /// Reads the member `idempotency`.
    init(reading json: JSONValue?) throws(ReadingError) {
        try self.init(reading: json, IdempotencySettings.fields, at: "/idempotency")
        guard let wait = self.wait, !IdempotencySettings.allows(wait: wait) else { return }
        throw ReadingError("/idempotency/wait", "must be a duration from 1ms to \(IdempotencySettings.longestWait)")
    }
}

extension SettingsPatch<MessageSettings> {
    /// Reads the member `messages`: its `progression` is the name of a mode, or an object for the mode `timed`.
    init(reading json: JSONValue?) throws(ReadingError) {
        try self.init(reading: json, MessageSettings.fields, at: "/messages")
        switch json?["progression"] {
        case .string(let name)?:
            self.mode = MessageSettings.Mode(rawValue: name)
        case .object(let spans)?:
            self.mode = .timed
            try read(.object(spans), MessageSettings.progressionFields, at: "/messages/progression")
        default: break
        }
        guard let sent = self.sent, let delivered = self.delivered, delivered < sent else { return }
        throw ReadingError("/messages/progression/delivered", "must not be before `sent`")
    }
}
