import Documents
import Testing

@testable import Scenarios

/// A scenario file with one mistake at the place of `«`, and the diagnostic that it gets.
struct BrokenFile: CustomTestStringConvertible, Sendable {
    let markedText: String
    let message: String
    let hint: String?

    /// A file whose first line, `version: 1`, is added to the text.
    init(_ markedText: String, _ message: String, hint: String? = nil) {
        self.init(whole: "version: 1\n" + markedText, message, hint: hint)
    }

    init(whole markedText: String, _ message: String, hint: String? = nil) {
        self.markedText = markedText
        self.message = message
        self.hint = hint
    }

    var testDescription: String { message }

    var text: String { markedText.filter { $0 != "«" } }

    /// The file, line and column of the mark.
    var location: String {
        let lines = markedText.prefix { $0 != "«" }.split(separator: "\n", omittingEmptySubsequences: false)
        return "broken.yaml:\(lines.count):\((lines.last?.count ?? 0) + 1)"
    }
}

@Suite struct BrokenFileTests {
    static let shapes = [
        BrokenFile(whole: "«", "a scenario must be an object"),
        BrokenFile(whole: "«name: a", "`version` is required"),
        BrokenFile(whole: "version: «2", "`version` must be 1"),
        BrokenFile("«custmers: []", "unknown key `custmers`", hint: "`customers`"),
        BrokenFile("«broadcasts: []", "unknown key `broadcasts`"),
        BrokenFile(
            "customers:\n  - { name: A, «emial: a@b.example }",
            "unknown key `emial`",
            hint: "did you mean `email`?"
        ),
        BrokenFile(
            "organization: { plan: «busines }",
            "`plan` must be one of starter",
            hint: "did you mean `business`?"
        ),
        BrokenFile(
            "accounts:\n  - phone_number_id: «1111475158712095",
            "`phone_number_id` must be a string",
            hint: "quotes"
        ),
        BrokenFile("onboarding: { after: «2 seconds }", "`after` must be a duration"),
        BrokenFile("messages: { progression: «instantly }", "`progression` must"),
        BrokenFile("seed: 1\n«seed: 2", "occurs twice"),
        BrokenFile("faults: «[\n", "this is not YAML"),
    ]

    static let meanings = [
        BrokenFile("webhooks: { retries: [1s, «P1Y] }", "`retries[1]` must be a duration"),
        BrokenFile("messages: { progression: { sent: «P1Y } }", "`sent` must be a duration"),
        BrokenFile("idempotency: { wait: «0s }", "`wait` must be a duration from 1ms to 5m"),
        BrokenFile(
            "messages: { progression: { sent: 1s, delivered: «500ms } }",
            "`delivered` must not be before `sent`"
        ),
        BrokenFile(
            "faults:\n  - on: { operation: «createCustomr }\n    then: { connection: reset }",
            "is not an operation",
            hint: "did you mean `createCustomer`?"
        ),
        BrokenFile(
            "faults:\n  - on: { tag: «Custmers }\n    then: { connection: reset }",
            "is not a tag",
            hint: "did you mean `Customers`?"
        ),
        BrokenFile(
            "faults:\n  - on: { any: true }\n    then: { error: «rate_limit_exceded }",
            "is not an error code",
            hint: "did you mean `rate_limit_exceeded`?"
        ),
        BrokenFile(
            "faults:\n  - on: { any: true }\n    then: «{ connection: reset, malformed: true }",
            "`then` must have exactly one of"
        ),
        BrokenFile(
            "faults:\n  - { id: a, on: { any: true }, then: { malformed: true } }\n  - { id: «a, on: { any: true }, then: { malformed: true } }",
            "faults[0] is called `a`, too"
        ),
        BrokenFile(
            "webhook_subscriptions:\n  - url: https://a.example/\n    events: [«customer.onbarded]",
            "`customer.onbarded` is not an event",
            hint: "did you mean `customer.onboarded`?"
        ),
        BrokenFile(
            "webhook_subscriptions:\n  - { url: «http://a.example/, events: [customer.created] }",
            "`url` must be an https URL",
            hint: "http_webhook_urls"
        ),
        BrokenFile(
            "customers: [{ ref: acme, name: A }]\naccounts:\n  - { phone_number_id: '123456', customer: «acmee }",
            "there is no customer `acmee`",
            hint: "did you mean `acme`?"
        ),
        BrokenFile("setup_links: [{ customer: «nobody }]", "there is no customer `nobody`"),
        BrokenFile(
            "customers: [{ name: A, team: «Operation }]",
            "there is no team `Operation`",
            hint: "did you mean `Operations`?"
        ),
        BrokenFile("organization: { teams: «[] }\ncustomers: [{ name: A }]", "customers need a team"),
        BrokenFile(
            "organization: { teams: [{ name: A }, { name: «A }] }",
            "teams[0] has the same `name`",
            hint: "`id`"
        ),
    ]

    static let objects = [
        BrokenFile(
            "webhook_subscriptions: [{ url: «nonsense, events: ['*'] }]",
            "`url` must be an absolute URI"
        ),
        BrokenFile(
            "customers: [{ ref: a, name: A }]\nsetup_links: [{ customer: a, failure_redirect_url: «nonsense }]",
            "`failure_redirect_url` must be an absolute URI"
        ),
        BrokenFile("customers: [{ ref: a, name: A }, { ref: «a, name: B }]", "customers[0] has the same `ref`"),
        BrokenFile(
            "accounts: [{ phone_number_id: '123456' }, { phone_number_id: «'123456' }]",
            "accounts[0] has the same `phone_number_id`"
        ),
        BrokenFile("api_keys: [{ key: kdv_test_a }, { key: «kdv_test_a }]", "api_keys[0] has the same `key`"),
        BrokenFile(
            "customers: [{ ref: a, name: A }]\nsetup_links:\n  - { customer: a, token: csl_abcdefghijklmnopqrstuvwx }\n  - { customer: a, token: «csl_abcdefghijklmnopqrstuvwx }",
            "setup_links[0] has the same `token`"
        ),
        BrokenFile("customers: [{ name: A, email: «nobody }]", "`email` must be an email"),
        BrokenFile("customers: [{ name: «' ' }]", "`name` must be at least 1 character"),
        BrokenFile(
            "customers: [{ ref: a, name: A }]\nsetup_links: [{ customer: a, expires_in_hours: «721 }]",
            "`expires_in_hours` must be at most 720"
        ),
        BrokenFile(
            "customers: [{ ref: a, name: A }]\nsetup_links:\n  - { customer: a, expires_in_hours: 1, expires_at: «2026-06-05T00:00:00Z }",
            "only one of them is allowed"
        ),
        BrokenFile(
            "customers: [{ ref: a, name: A }]\nsetup_links:\n  - { customer: a, success_redirect_url: «'http://a.example/' }",
            "`success_redirect_url` must use https"
        ),
        BrokenFile("accounts: [{ phone_number_id: «null }]", "null only while"),
        BrokenFile(
            "customers:\n  - name: A\n    created_at: 2026-06-05T00:00:00Z\n    updated_at: «2026-06-04T00:00:00Z",
            "`updated_at` lies before `created_at`"
        ),
        BrokenFile("name: «${env.NOWHERE}", "NOWHERE", hint: "${env.NOWHERE:-default}"),
        BrokenFile("name: «${name}", "is not an environment variable", hint: "${env.NAME}"),
        BrokenFile("name: «${env.A", "has no `}`", hint: "$${"),
    ]

    @Test(arguments: shapes + meanings + objects + inbox + steps)
    func `a mistake in a scenario gets one diagnostic at its place`(broken: BrokenFile) throws {
        let found = try diagnostics(broken.text)
        #expect(found.count == 1, "\(found)")
        let diagnostic = try #require(found.first)
        #expect(diagnostic.message.contains(broken.message), "\(diagnostic)")
        #expect(diagnostic.location.description == broken.location)
        if let hint = broken.hint { #expect(diagnostic.hint?.contains(hint) == true, "\(diagnostic)") }
    }

    @Test func `all mistakes of a scenario are reported together, sorted by line`() throws {
        let text = """
            version: 1
            plan: pro
            organization: { plan: gold }
            customers:
              - { ref: a, name: A, team: Nowhere }
              - { ref: a, name: 5 }
            faults:
              - { on: { operation: nothing }, then: { malformed: true } }
            """
        let found = try diagnostics(text)
        #expect(found.map(\.line) == [2, 3, 5, 6, 6, 8])
    }

    @Test func `a mistake in a JSON scenario is reported at its place`() throws {
        let found = try diagnostics("{\"version\": 1,\n \"seed\": -1}", file: "a.json")
        #expect(found.map(\.description) == ["a.json:2:10: error: `seed` must be at least 0"])
    }
}
