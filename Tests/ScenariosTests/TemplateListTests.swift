import Documents
import Domain
import EmulatorCore
import OrderedCollections
import Testing

@testable import Scenarios

@Suite struct TemplateListTests {
    private static let account = "accounts: [{ ref: shop, phone_number_id: '123456' }]\n"

    private func templates(_ rows: String) throws -> [SeededTemplate] {
        try baseline(Self.account + "templates:\n" + rows).objects.templates
    }

    @Test(arguments: ["shop", "'123456'"])
    func `a template names its account by ref or phone_number_id`(name: String) throws {
        let rows = "  - { account: \(name), name: a, language: id, category: UTILITY, body: Hello }"
        let template = try #require(try templates(rows).first)
        #expect(template.accountID == "123456")
        #expect(template.draft == TemplateDraft(name: "a", language: "id", category: .utility, body: "Hello"))
        #expect(template.status == .approved)
        #expect(!template.onSync)
    }

    @Test func `a template is read with all its members`() throws {
        let rows = """
              - ref: r
                id: tmpl_335T08RM0EAKN9DTE6RD5RWP7B
                account: shop
                name: a
                language: en_US
                category: MARKETING
                components: [{ type: BODY, text: "Hi {{1}}!" }, { type: FOOTER, text: Acme }]
                variables: [name]
                status: rejected
                on_sync: true
                created_at: 2026-06-01T00:00:00Z
                updated_at: 2026-06-02T00:00:00Z
            """
        let template = try #require(try templates(rows).first)
        var expected = SeededTemplate(
            ref: "r",
            id: "tmpl_335T08RM0EAKN9DTE6RD5RWP7B",
            accountID: "123456",
            draft: TemplateDraft(
                name: "a",
                language: "en_US",
                category: .marketing,
                components: [["type": "BODY", "text": "Hi {{1}}!"], ["type": "FOOTER", "text": "Acme"]],
                variables: ["name"]
            )
        )
        expected.status = .rejected
        expected.onSync = true
        expected.createdAt = Timestamp(iso8601: "2026-06-01T00:00:00Z")
        expected.updatedAt = Timestamp(iso8601: "2026-06-02T00:00:00Z")
        #expect(template == expected)
    }

    @Test func `a template name may be repeated in another language or on another account`() throws {
        let text = """
            accounts: [{ phone_number_id: "123456" }, { phone_number_id: "234567" }]
            templates:
              - { account: "123456", name: a, language: id, category: UTILITY, body: Hello }
              - { account: "123456", name: a, language: en, category: UTILITY, body: Hello }
              - { account: "234567", name: a, language: id, category: UTILITY, body: Hello }
            """
        #expect(world(try baseline(text)).templates.count == 3)
    }

    @Test func `template_review is read in the form of the control API`() throws {
        let baseline = try baseline("template_review: { mode: automatic, after: PT1M, outcome: rejected }")
        let review = world(baseline).organization.templateReview
        #expect(review.mode == .automatic)
        #expect(review.after == .minutes(1))
        #expect(review.outcome == .rejected)
    }

    // MARK: Mistakes

    /// A file with an account and one template that has these members.
    private static func broken(_ members: String, _ message: String, hint: String? = nil) -> BrokenFile {
        BrokenFile("\(account)templates:\n  - { \(members) }", message, hint: hint)
    }

    static let rows = [
        broken(
            "account: «shp, name: a, language: id, category: UTILITY, body: Hello",
            "there is no account `shp`",
            hint: "did you mean `shop`?"
        ),
        broken("account: shop, name: «Upper, language: id, category: UTILITY, body: Hello", "`name` must"),
        broken("account: shop, name: a, language: «english, category: UTILITY, body: Hello", "`language` must"),
        broken(
            "account: shop, name: a, language: id, category: «UTILTY, body: Hello",
            "`category` must",
            hint: "UTILITY"
        ),
        broken(
            "account: shop, name: a, language: id, category: UTILITY, body: «'Hello {{1}}'",
            "`body`: the body must not end with a variable"
        ),
        broken(
            "account: shop, name: a, language: id, category: UTILITY, components: «[{ type: BODY, text: '{{2}} hi' }]",
            "`components`: the variables of the body must be"
        ),
        broken(
            "account: shop, name: a, language: id, category: UTILITY, components: [{ type: BODY, text: Hi }, { type: «FOOTR, text: A }]",
            "`type` must be one of"
        ),
        broken(
            "account: shop, name: a, language: id, category: UTILITY, body: «Hi, components: [{ type: BODY, text: hi }]",
            "only one of them is allowed"
        ),
        broken("account: shop, name: a, language: id, category: UTILITY, body: Hi, status: «APPROVED", "`status` must"),
        BrokenFile(
            "\(account)templates:\n  - «{ account: shop, name: a, language: id, category: UTILITY }",
            "`components` is required"
        ),
        BrokenFile(
            """
            \(account)templates:
              - { account: shop, name: a, language: id, category: UTILITY, body: Hello }
              - { account: '123456', name: «a, language: id, category: UTILITY, body: Other }
            """,
            "templates[0] has the same `name` and `language`"
        ),
        BrokenFile(
            "accounts: [{ ref: new, phone_number_id: null, status: onboarding }]\ntemplates:\n"
                + "  - { account: «new, name: a, language: id, category: UTILITY, body: Hello }",
            "there is no account `new`"
        ),
        BrokenFile("template_review: { mode: «auto }", "`mode` must be one of"),
        BrokenFile("template_review: { after: «P1Y }", "`after` must be a duration"),
    ]

    @Test(arguments: rows)
    func `a mistake in a template gets one diagnostic at its place`(broken: BrokenFile) throws {
        let found = try diagnostics(broken.text)
        #expect(found.count == 1, "\(found)")
        let diagnostic = try #require(found.first)
        #expect(diagnostic.message.contains(broken.message), "\(diagnostic)")
        #expect(diagnostic.location.description == broken.location)
        if let hint = broken.hint { #expect(diagnostic.hint?.contains(hint) == true, "\(diagnostic)") }
    }
}
