import Documents
import OrderedCollections
import Testing

@testable import Domain

@Suite struct TemplateRuleTests {
    private func problem(with components: String, category: Template.Category = .utility) throws -> String? {
        do throws(DomainError) {
            let draft = try? TemplateDraft.sample(components: components, category: category)
            try draft?.checkComponents()
            return nil
        } catch {
            guard case .invalidField("components", let detail) = error else { return "another error" }
            return detail
        }
    }

    @Test(arguments: [
        #"{"type":"BODY","text":"Hello"}"#, #"{"type":"BODY","text":"Hello {{1}} and {{2}}."}"#,
        #"{"type":"HEADER","text":"Hi {{1}}"},{"type":"BODY","text":"Hello {{1}}!"}"#,
        #"{"type":"HEADER","format":"TEXT","text":"Hi"},{"type":"BODY","text":"Hello"}"#,
        #"{"type":"HEADER","format":"IMAGE","example":{"header_url":["https://a.example/b.jpg?x=.webp"]}},{"type":"BODY","text":"H"}"#,
        #"{"type":"HEADER","format":"VIDEO","example":{"header_handle":["https://a.example/v"]}},{"type":"BODY","text":"H"}"#,
        #"{"type":"BODY","text":"H"},{"type":"FOOTER","text":"Acme"},{"type":"BUTTONS","buttons":[]}"#,
    ])
    func `template components that Meta accepts are accepted`(components: String) throws {
        #expect(try problem(with: "[\(components)]") == nil)
    }

    @Test(
        arguments: [
            ("Hello {{1}}", "must not end with a variable"), ("Hello {{1}} \n", "must not end with a variable"),
            ("{{2}} hello", "each once and in this order"), ("{{1}} {{1}} hello", "each once and in this order"),
            ("{{2}} {{1}} hello", "each once and in this order"), ("{{1}} {{3}} hello", "each once and in this order"),
            ("{{name}} hello", "each once and in this order"), ("{{01}} hello", "each once and in this order"),
            ("", "the body needs a text"),
        ]
    )
    func `a template body that Meta refuses is refused`(text: String, reason: String) throws {
        let escaped = text.replacing("\n", with: "\\n")
        let found = try #require(try problem(with: #"[{"type":"BODY","text":"\#(escaped)"}]"#))
        #expect(found.contains(reason))
        #expect(found.contains("the body"))
    }

    @Test(
        arguments: [
            (#""text":"{{2}} hi""#, "the variables of the header"), (#""format":"TEXT""#, "the header needs a text"),
            ("", "the header needs a text"), (#""format":"IMAGE""#, "needs a sample"),
            (#""format":"DOCUMENT","example":{}"#, "needs a sample"),
            (#""format":"IMAGE","example":{"header_url":[]}"#, "needs a sample"),
            (#""format":"IMAGE","example":{"header_url":["http://a.example/b.jpg"]}"#, "public https URL"),
            (#""format":"IMAGE","example":{"header_handle":["4::aW1hZ2U="]}"#, "public https URL"),
            (#""format":"IMAGE","example":{"header_url":["https://10.0.0.1/b.jpg"]}"#, "public https URL"),
            (
                #""format":"VIDEO","example":{"header_url":["https://a.example/v"],"header_handle":["https://localhost/"]}"#,
                "public https URL"
            ),
            (#""format":"IMAGE","example":{"header_url":["https://a.example/b.WebP?x=1"]}"#, "JPEG or PNG"),
        ]
    )
    func `a template header that Meta refuses is refused`(members: String, reason: String) throws {
        let header = #"{"type":"HEADER"\#(members.isEmpty ? "" : ",")\#(members)}"#
        let found = try problem(with: #"[\#(header),{"type":"BODY","text":"Hello"}]"#)
        #expect(found?.contains(reason) == true, "\(String(describing: found))")
    }

    @Test func `a template footer needs a text`() throws {
        #expect(try problem(with: #"[{"type":"BODY","text":"H"},{"type":"FOOTER"}]"#) == "the footer needs a text")
    }

    @Test func `the body of an authentication template must have no text`() throws {
        for text in ["Your code is {{1}}.", ""] {
            let own = #"[{"type":"BODY","text":"\#(text)"}]"#
            let found = try problem(with: own, category: .authentication)
            #expect(found == "the body of an authentication template must have no text: Meta writes it")
        }
        let form = #"""
            [{"type":"BODY","add_security_recommendation":true},{"type":"FOOTER","code_expiration_minutes":5},
             {"type":"BUTTONS","buttons":[{"type":"OTP","otp_type":"COPY_CODE","text":"Copy"}]}]
            """#
        #expect(try problem(with: form, category: .authentication) == nil)
    }

    @Test func `authentication templates have Meta's texts`() throws {
        let bare = #"[{"type":"BODY"},{"type":"FOOTER","code_expiration_minutes":10}]"#
        #expect(try problem(with: bare, category: .authentication) == nil)
        #expect(try problem(with: bare) != nil)
        #expect(try problem(with: #"[{"type":"BODY"},{"type":"FOOTER"}]"#, category: .authentication) != nil)
        var state = WorldState.withNumbers()
        let template = try state.addTemplate(try .sample(components: bare, category: .authentication))
        #expect(template.body == "*{{1}}* is your verification code.")
        #expect(template.bodyVariableCount == 1)
        let json = try state.json(of: template)
        #expect(json["footer_content"] == "This code expires in 10 minutes.")
        #expect(json["variables"] == ["1"])
    }

    @Test func `an authentication template contains the security warning if its body asks for it`() throws {
        let json = #"[{"type":"BODY","add_security_recommendation":true}]"#
        var state = WorldState.withNumbers()
        let template = try state.addTemplate(try .sample(components: json, category: .authentication))
        #expect(template.body == "*{{1}}* is your verification code. For your security, do not share this code.")
    }
}

@Suite struct PublicURLTests {
    @Test(arguments: [
        "https://acme.example/a.jpg", "HTTPS://acme.example", "https://8.8.8.8/a", "https://acme.example:8443/?a=b#c",
        "https://172.15.0.1/", "https://100.63.0.1/", "https://[2001:db8::1]/a.png",
    ])
    func `an https URL of a public host is allowed`(url: String) {
        #expect(PublicURL.isAllowed(url))
    }

    @Test(arguments: [
        "", "a.jpg", "http://acme.example/a.jpg", "ftp://acme.example/a", "https://", "https://localhost/a",
        "https://intranet/a", "https://127.0.0.1/a", "https://10.1.2.3/a", "https://192.168.0.9/a",
        "https://172.20.0.1/a", "https://169.254.169.254/latest", "https://0.0.0.0/", "https://100.64.0.1/",
        "https://[::1]/a", "https://[fd00::1]/a", "https://[fe80::1]/", "https://[::]/", "https://[::ffff:10.0.0.1]/",
        "https://files.internal/a", "https://printer.local/", "https://user:pass@acme.example/a",
        "https://acme.example/a b", "https://äcme.example/",
    ])
    func `a URL that is malformed, not https or of a private host is refused`(url: String) {
        #expect(!PublicURL.isAllowed(url))
    }
}
