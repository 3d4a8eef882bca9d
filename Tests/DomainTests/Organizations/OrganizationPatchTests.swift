import Documents
import Domain
import Testing

@Suite struct OrganizationPatchTests {
    private let ids = BaselineIdentifiers(seed: 42)

    private func organization(teams: [String] = ["Operations"]) -> Organization {
        WorldState.sample(teams: teams).organization
    }

    private func applying(
        to start: Organization? = nil,
        _ change: (inout OrganizationPatch) -> Void
    ) -> Organization {
        var organization = start ?? organization()
        var patch = OrganizationPatch()
        change(&patch)
        organization.apply(patch, ids: ids)
        return organization
    }

    @Test func `a patch tells an optional setting that it leaves from one that it sets to null`() {
        var patch = OrganizationPatch()
        let absent: Int?? = patch.limits.connectedAccounts
        #expect(absent == .none)
        patch.limits.connectedAccounts = .some(nil)
        let null: Int?? = patch.limits.connectedAccounts
        #expect(null == .some(nil))
        patch.limits.connectedAccounts = nil
        #expect(patch == OrganizationPatch())
    }

    @Test func `an empty patch changes nothing`() {
        var start = organization(teams: ["A", "B"])
        start.rateLimits.enforce = true
        start.rateLimits.writePerMinute = 5
        start.limits.connectedAccounts = 2
        start.switches[.idempotencyMismatch] = 409
        #expect(applying(to: start) { _ in } == start)
    }

    @Test func `a patch changes the plain fields of an organization and keeps its id`() {
        let start = organization()
        let changed = applying(to: start) { patch in
            patch.name = "New Name"
            patch.plan = .pro
            patch.subscription = .inactive
            patch.switches[.idempotencyMismatch] = 409
            patch.switches[.setupLinkTokenField] = true
        }
        #expect(changed.name == "New Name")
        #expect(changed.plan == .pro)
        #expect(changed.subscription == .inactive)
        #expect(changed.switches.idempotencyMismatch == .conflict)
        #expect(changed.switches.showsSetupLinkToken)
        #expect(changed.id == start.id)
        #expect(changed.teams == start.teams)
    }

    // MARK: Teams

    @Test func `a team with an existing name keeps its id, and a new team gets its own`() {
        let start = organization(teams: ["A", "B"])
        let changed = applying(to: start) { $0.teams = [.init(name: "C"), .init(name: "B")] }
        #expect(changed.teams.map(\.name) == ["C", "B"])
        #expect(changed.teams[1].id == start.teams[1].id)
        #expect(changed.teams[0].id == ids.team(named: "C"))
    }

    @Test func `a team with an existing id is renamed and keeps the id`() {
        let start = organization(teams: ["A", "B"])
        let id = start.teams[0].id
        let changed = applying(to: start) { $0.teams = [.init(id: id.description, name: "Renamed")] }
        #expect(changed.teams == [Team(id: id, name: "Renamed")])
    }

    @Test func `a new team may bring its id`() {
        let changed = applying { $0.teams = [.init(id: "t1_custom", name: "Custom")] }
        #expect(changed.teams == [Team(id: Identifier("t1_custom"), name: "Custom")])
    }

    @Test func `a new team with the former name of a renamed team gets another id`() {
        let start = organization(teams: ["A"])
        let id = start.teams[0].id
        for teams in [
            [OrganizationPatch.TeamDraft(id: id.description, name: "B"), .init(name: "A")],
            [.init(name: "A"), .init(id: id.description, name: "B")],
        ] {
            let changed = applying(to: start) { $0.teams = teams }
            #expect(changed.teams.first { $0.name == "B" }?.id == id)
            #expect(Set(changed.teams.map(\.id)).count == 2)
        }
    }

    @Test func `teams of the same name have ids of their own, and keep them`() {
        let drafts = Array(repeating: OrganizationPatch.TeamDraft(name: "Twin"), count: 3)
        let changed = applying { $0.teams = drafts }
        #expect(Set(changed.teams.map(\.id)).count == 3)
        #expect(applying(to: changed) { $0.teams = drafts } == changed)
    }

    @Test func `an empty list of teams removes all teams`() {
        #expect(applying { $0.teams = [] }.teams.isEmpty)
    }

    // MARK: Users

    @Test func `a user with an existing id, name or email address keeps the id`() throws {
        let start = applying { $0.users = [.init(name: "Ann", email: "ann@a.example"), .init(name: "Bob")] }
        let ann = try #require(start.users.first).id
        let bob = try #require(start.users.last).id
        #expect(ann != bob)
        let drafts: [OrganizationPatch.UserDraft] = [
            .init(id: ann.description, name: "Anna"), .init(name: "Ann", email: "new@a.example"),
            .init(name: "Ann"), .init(email: "ann@a.example"), .init(name: "Anna", email: "ann@a.example"),
        ]
        for draft in drafts {
            let changed = applying(to: start) { $0.users = [draft] }
            #expect(changed.users == [User(id: ann, name: draft.name, email: draft.email)])
        }
    }

    @Test func `a user without a name is not mistaken for another`() throws {
        let start = applying { $0.users = [.init(email: "a@a.example")] }
        let changed = applying(to: start) { $0.users = [.init(email: "b@a.example"), .init(email: "a@a.example")] }
        #expect(changed.users[1] == start.users[0])
        #expect(changed.users[0].id != start.users[0].id)
        #expect(changed.users[0].id.description.wholeMatch(of: /usr_[0-9A-HJKMNP-TV-Z]{26}/) != nil)
    }

    @Test func `users of the same name have ids of their own`() {
        let changed = applying { $0.users = [.init(name: "Ann"), .init(name: "Ann")] }
        #expect(Set(changed.users.map(\.id)).count == 2)
    }

    // MARK: Keys

    @Test func `API keys are replaced as a list, with ids from their secrets`() {
        let changed = applying { patch in
            patch.apiKeys = [
                .init(secret: "kdv_live_a"),
                .init(secret: "kdv_live_b", status: .revoked, label: "Old", expiresAt: .start),
            ]
        }
        let first: Identifier<APIKey> = ids.object(named: "kdv_live_a")
        let second: Identifier<APIKey> = ids.object(named: "kdv_live_b")
        #expect(
            changed.apiKeys == [
                APIKey(id: first, secret: "kdv_live_a"),
                APIKey(id: second, secret: "kdv_live_b", label: "Old", status: .revoked, expiresAt: .start),
            ]
        )
        let again = applying(to: changed) { $0.apiKeys = [.init(secret: "kdv_live_b")] }
        #expect(again.apiKeys == [APIKey(id: second, secret: "kdv_live_b")])
    }

    // MARK: Limits

    /// A change of rate limits, and whether they are enforced after it.
    struct RateLimitCase: CustomTestStringConvertible {
        let testDescription: String
        var wasEnforced = false
        var write: Int??
        var read: Int??
        var enforce: Bool?
        let isEnforced: Bool
    }

    @Test(arguments: [
        RateLimitCase(testDescription: "no change", isEnforced: false),
        RateLimitCase(testDescription: "no change, was enforced", wasEnforced: true, isEnforced: true),
        RateLimitCase(testDescription: "a write limit", write: 5, isEnforced: true),
        RateLimitCase(testDescription: "a read limit", read: 5, isEnforced: true),
        RateLimitCase(testDescription: "a read limit and null", write: .some(nil), read: 5, isEnforced: true),
        RateLimitCase(testDescription: "both null", write: .some(nil), read: .some(nil), isEnforced: false),
        RateLimitCase(testDescription: "null, was enforced", wasEnforced: true, write: .some(nil), isEnforced: true),
        RateLimitCase(testDescription: "a limit, enforce off", write: 5, enforce: false, isEnforced: false),
        RateLimitCase(testDescription: "enforce off", wasEnforced: true, enforce: false, isEnforced: false),
        RateLimitCase(testDescription: "enforce on", enforce: true, isEnforced: true),
        RateLimitCase(testDescription: "null, enforce on", write: .some(nil), enforce: true, isEnforced: true),
    ])
    func `a rate limit switches enforcement on unless enforce is set`(example: RateLimitCase) {
        var start = organization()
        start.rateLimits.enforce = example.wasEnforced
        let changed = applying(to: start) { patch in
            patch.rateLimits.writePerMinute = example.write
            patch.rateLimits.readPerMinute = example.read
            patch.rateLimits.enforce = example.enforce
        }
        #expect(changed.rateLimits.enforce == example.isEnforced)
    }

    @Test func `a rate limit that is already set does not switch enforcement on again`() {
        let start = applying { patch in
            patch.rateLimits.writePerMinute = 5
            patch.rateLimits.enforce = false
        }
        let other = applying(to: start) { $0.name = "Other" }
        #expect(!other.rateLimits.enforce)
        #expect(other.rateLimits.writePerMinute == 5)
        #expect(!applying(to: start) { $0.rateLimits.readPerMinute = .some(nil) }.rateLimits.enforce)
    }

    @Test func `limits are replaced one by one, and null restores the plan's`() {
        let start = applying { patch in
            patch.rateLimits.writePerMinute = 5
            patch.rateLimits.readPerMinute = 6
            patch.limits.connectedAccounts = 7
            patch.limits.messagesPerMonth = 8
        }
        #expect(start.writesPerMinute == 5)
        #expect(start.readsPerMinute == 6)
        #expect(start.limits.connectedAccounts == 7)
        #expect(start.limits.messagesPerMonth == 8)
        let changed = applying(to: start) { patch in
            patch.rateLimits.writePerMinute = .some(nil)
            patch.limits.connectedAccounts = .some(nil)
        }
        #expect(changed.writesPerMinute == 600)
        #expect(changed.readsPerMinute == 6)
        #expect(changed.limits.connectedAccounts == nil)
        #expect(changed.limits.messagesPerMonth == 8)
    }
}

@Suite struct OrganizationPatchMergingTests {
    private static let patches: [OrganizationPatch] = [
        patch { $0.name = "A" },
        patch { $0.plan = .pro },
        patch { $0.rateLimits.enforce = false },
        patch { $0.rateLimits.enforce = true },
        patch { $0.rateLimits.writePerMinute = 5 },
        patch { $0.rateLimits.writePerMinute = .some(nil) },
        patch { $0.limits.connectedAccounts = 2 },
        patch { $0.teams = [.init(name: "East"), .init(name: "West")] },
        patch { $0.switches[.idempotencyMismatch] = 409 },
        patch { $0.messages.mode = .manual },
        patch { $0.messages.sent = .seconds(1) },
        patch { $0.messages.delivered = .seconds(2) },
        patch { $0.messages.magicRecipients = false },
        patch { $0.templateReview.mode = .automatic },
        patch { $0.templateReview.after = .seconds(1) },
        patch { $0.templateReview.outcome = .rejected },
        patch { $0.idempotency.wait = .seconds(1) },
        patch { $0.switches[.setupLinkTokenField] = true },
    ]

    private static func patch(_ change: (inout OrganizationPatch) -> Void) -> OrganizationPatch {
        var patch = OrganizationPatch()
        change(&patch)
        return patch
    }

    @Test(arguments: patches, patches)
    func `a merged patch has the effect of both patches in turn`(first: OrganizationPatch, second: OrganizationPatch) {
        let ids = BaselineIdentifiers(seed: 42)
        var inTurn = WorldState.sample(teams: ["Operations"]).organization
        var atOnce = inTurn
        inTurn.apply(first, ids: ids)
        inTurn.apply(second, ids: ids)
        atOnce.apply(first.merged(with: second), ids: ids)
        #expect(atOnce == inTurn)
    }
}
