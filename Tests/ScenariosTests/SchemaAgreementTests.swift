import Documents
import EmulatorCore
import OrderedCollections
import Testing

@testable import Scenarios

/// The published schema and the reader must agree.
@Suite struct SchemaAgreementTests {
    /// A file that contains the PEM marker of a certificate.
    private static let authorities = Checkout.root + "/Tests/ScenariosTests/ScenarioLibraryTests.swift"

    /// A scenario that uses every key of the schema.
    private static let full = """
        $schema: scenario.schema.json
        version: 1
        name: full
        description: Everything
        seed: 1
        clock: { mode: frozen, now: 2026-06-05T00:00:00Z }
        auth: declared
        api_keys:
          - { key: kdv_test_a, status: expired, label: Old, expires_at: 2026-06-05T00:00:00Z }
        organization:
          name: Full
          plan: pro
          subscription: inactive
          teams: [{ ref: team, id: t1_abcdefghijkl, name: Sales }]
          users: [{ ref: user, id: usr_335T08RM0EAKN9DTE6RD5RWP7B, name: Ann, email: ann@full.example }]
          rate_limits: { enforce: false, write_per_minute: 5, read_per_minute: 6 }
          limits: { connected_accounts: 7, messages_per_month: 8 }
          mcp: { revisions: ["2025-06-18"] }
        customers:
          - ref: acme
            id: cus_335T08RM0EAKN9DTE6RD5RWP7B
            name: Acme
            email: a@acme.example
            metadata: { a: 1 }
            status: suspended
            team: team
            created_at: 2026-06-01T00:00:00Z
            updated_at: 2026-06-02T00:00:00Z
        accounts:
          - ref: number
            phone_number_id: "123456"
            phone_number: "+62 1"
            name: Acme
            customer: acme
            status: degraded
            onboarded_at: 2026-06-02T00:00:00Z
        setup_links:
          - ref: invitation
            id: csl_335T08RM0EAKN9DTE6RD5RWP7B
            customer: acme
            status: revoked
            expires_in_hours: 5
            token: csl_abcdefghijklmnopqrstuvwx
            success_redirect_url: https://full.example/yes
            failure_redirect_url: https://full.example/no
            created_at: 2026-06-02T00:00:00Z
          - { customer: acme, expires_at: 2026-07-01T00:00:00Z }
        labels:
          - ref: vip
            id: lbl_335T08RM0EAKN9DTE6RD5RWP7B
            team: team
            name: VIP
            color: amber
            created_at: 2026-06-01T00:00:00Z
            updated_at: 2026-06-02T00:00:00Z
        contacts:
          - ref: budi
            id: ctc_335T08RM0EAKN9DTE6RD5RWP7B
            account: number
            phone_number: "+628111111111"
            user_id: ID.1048576000000017
            username: budi
            phone: hidden
            name: Budi
            email: b@full.example
            metadata: { a: 1 }
            labels: [vip]
            created_at: 2026-06-01T00:00:00Z
            updated_at: 2026-06-02T00:00:00Z
        conversations:
          - ref: chat
            id: cnv_335T08RM0EAKN9DTE6RD5RWP7B
            account: number
            contact: budi
            status: pending
            assignee: user
            unread_count: 2
            last_message_at: 2026-06-04T00:00:00Z
            last_inbound_at: 2026-06-03T00:00:00Z
            labels: [lbl_335T08RM0EAKN9DTE6RD5RWP7B]
            created_at: 2026-06-01T00:00:00Z
            updated_at: 2026-06-02T00:00:00Z
        templates:
          - ref: parcel
            id: tmpl_335T08RM0EAKN9DTE6RD5RWP7B
            account: number
            name: parcel_update
            language: id
            category: MARKETING
            components: [{ type: BODY, text: "Hello {{1}}!" }]
            variables: [name]
            status: rejected
            on_sync: true
            created_at: 2026-06-01T00:00:00Z
            updated_at: 2026-06-02T00:00:00Z
          - { account: number, name: short, language: id, category: UTILITY, body: Hello }
        webhook_subscriptions:
          - ref: endpoint
            id: wbs_335T08RM0EAKN9DTE6RD5RWP7B
            url: https://full.example/hook
            events: [customer.created]
            description: Ours
            secret: whsec_full
            status: paused
            created_at: 2026-06-01T00:00:00Z
            updated_at: 2026-06-02T00:00:00Z
        onboarding: { mode: automatic, after: 2s, polls: 4, outcome: already_onboarded }
        template_review: { mode: automatic, after: 1m, outcome: rejected }
        idempotency: { wait: 2s }
        messages:
          progression: { sent: 1s, delivered: 2s }
          magic_recipients: false
          rows:
            - ref: hello
              id: msg_335T08RM0EAKN9DTE6RD5RWP7B
              account: number
              contact: budi
              direction: outbound
              type: text
              text: { body: Hello }
              context: { message_id: wamid.before }
              status: failed
              error: recipient_blocked
              provider_id: wamid.hello
              created_at: 2026-06-01T00:00:00Z
              updated_at: 2026-06-02T00:00:00Z
            - { account: number, contact: budi, direction: outbound, type: template, template: { name: a, language: id } }
            - account: number
              contact: budi
              direction: outbound
              type: interactive
              interactive:
                type: cta_url
                body: { text: Hi }
                action: { name: cta_url, parameters: { display_text: A, url: "https://full.example/" } }
            - { account: number, contact: budi, direction: inbound, type: image, image: { caption: A } }
            - { account: number, contact: budi, direction: inbound, type: document, document: { caption: A } }
            - { account: number, contact: budi, direction: inbound, type: video, video: { caption: A } }
            - { account: number, contact: budi, direction: inbound, type: audio, audio: { id: "1" } }
            - { account: number, contact: budi, direction: inbound, type: sticker, sticker: { id: "1" } }
            - { account: number, contact: budi, direction: inbound, type: location, location: { latitude: 1, longitude: 2 } }
            - { account: number, contact: budi, direction: inbound, type: contacts, contacts: [{ name: A }] }
            - { account: number, contact: budi, direction: inbound, type: reaction, reaction: { message_id: w } }
            - { account: number, contact: budi, direction: inbound, type: button, button: { text: A } }
            - { account: number, contact: budi, direction: inbound, type: unsupported, unsupported: { type: pin } }
        webhooks:
          retries: [1s]
          jitter: 0.5
          timeout: 3s
          order: none
          sign_time: sandbox
          tls_ca: \(authorities)
        switches:
          auto_disable_after: 24
          envelope_livemode: true
          http_webhook_urls: any
          idempotency_mismatch: 409
          invalid_to_code: invalid_phone_number
          media_response: json
          meta_identities: documented
          passthrough_kirim: false
          reply_button_type: both
          send_returns_wamid: true
          send_status_code: 202
          setup_link_token_field: true
          signature_headers: plain
          status_event_id: unique
          template_checks: body_only
          unknown_template: sync
          window_violation: sync
        faults:
          - { id: rule, on: { any: true }, then: { connection: reset } }
        variables: { customer: null }
        steps: [{ advance: 1s }]
        """

    /// The keys without an effect; their descriptions say so.
    private static let silent: Set = ["/$schema"]

    /// Everything that the reader makes of a scenario text; of faults only some properties.
    private func effect(of json: JSONValue) throws -> [AnyHashable] {
        let text = String(decoding: json.serialized, as: UTF8.self)
        let scenario = try scenario(text, file: "other.json")
        let baseline = scenario.baseline
        return [
            scenario.name, scenario.description, scenario.stepCount, scenario.variables, baseline.settings,
            baseline.seed,
            baseline.authentication, baseline.keys, baseline.clock, baseline.policy, baseline.trustedCertificates,
            baseline.objects,
            baseline.faults.map(\.id), baseline.faults.map { String(describing: $0.subject) },
            baseline.faults.map(\.counter), baseline.faults.map(\.delay),
        ]
    }

    /// The pointers of all members except those of free JSON, fault rules and components, which other code reads.
    private func members(of value: JSONValue, at place: JSONPointer = JSONPointer()) -> [JSONPointer] {
        guard !["metadata", "on", "then", "components"].contains(place.tokens.last) else { return [] }
        switch value {
        case .object(let members):
            return members.flatMap { key, member in
                let inner = place.appending(key)
                return [inner] + self.members(of: member, at: inner)
            }
        case .array(let elements):
            return elements.enumerated().flatMap { members(of: $0.element, at: place.appending($0.offset)) }
        case .null, .bool, .integer, .number, .string: return []
        }
    }

    @Test func `the full scenario uses every key of the schema`() throws {
        let schema = try Checkout.schema.get()
        let full = try SourceDocument(Self.full, file: "full.yaml").value
        // Messages may be a list alone.
        var short = full
        short.set(full["messages"]?["rows"], at: JSONPointer(["messages"]))
        let places = members(of: full) + members(of: short)
        let said = Set(places.map { place in place.tokens.filter { Int($0) == nil } })
        var known: Set<[String]> = []
        var open = [JSONPointer()]
        while let place = open.popLast() {
            for key in schema.keys(at: place) {
                let inner = place.appending(key)
                known.insert(inner.tokens.filter { Int($0) == nil })
                guard !["faults", "steps", "metadata", "components"].contains(key) else { continue }
                open += [inner, inner.appending(0)]
            }
        }
        #expect(known.subtracting(said) == [])
        #expect(known.count > 110)
    }

    @Test func `every key of a scenario has an effect except its schema reference`() throws {
        let full = try SourceDocument(Self.full, file: "full.yaml").value
        let before = try effect(of: full)
        for place in members(of: full) where !place.description.hasPrefix("/steps/") {
            var without = full
            without.set(nil, at: place)
            let after = try? effect(of: without)
            if Self.silent.contains(place.description) {
                #expect(after == before, "\(place)")
            } else {
                // A file that lacks a key that others refer to is refused, which is an effect, too.
                #expect(after != before, "\(place)")
            }
        }
    }

    @Test func `an unknown key is refused in every object of a scenario`() throws {
        let full = try SourceDocument(Self.full, file: "full.yaml").value
        let free =
            /.*\/(metadata|where|headers|components|components\/.*|variables|rows\/[012]\/(text|template|interactive).*)/
        let objects = [JSONPointer()] + members(of: full).flatMap { [$0, $0.appending(0), $0.appending(1)] }
        let places = objects.filter { full[$0]?.object != nil && $0.description.wholeMatch(of: free) == nil }
        for place in places {
            var with = full
            with.set(1, at: place.appending("unheard_of"))
            let found = try diagnostics(String(decoding: with.serialized, as: UTF8.self), file: "full.json")
            #expect(found.map(\.message) == ["unknown key `unheard_of`"], "\(place)")
        }
        #expect(places.count >= 19)
    }

    @Test func `the published schema is self-contained and describes every property`() throws {
        let document = try Checkout.schema.get().document
        #expect(document["$schema"] == "https://json-schema.org/draft/2020-12/schema")
        #expect(document["title"] != nil)
        let definitions = try #require(document["$defs"]?.object)
        #expect(definitions.keys.contains("FaultRuleDraft"))
        for reference in references(in: document) {
            let target = try #require(JSONPointer(parsing: String(reference.dropFirst())))
            #expect(document[target] != nil, "\(reference)")
        }
        for (name, schema) in definitions where name.hasPrefix("Scenario") || name.hasSuffix("Patch") {
            for (key, property) in schema["properties"]?.object ?? [:] {
                let target = property["$ref"]?.string.flatMap { JSONPointer(parsing: String($0.dropFirst())) }
                let description = property["description"] ?? target.flatMap { document[$0]?["description"] }
                #expect(description?.string?.isEmpty == false, "\(name).\(key)")
            }
        }
    }

    private func references(in value: JSONValue) -> [String] {
        switch value {
        case .object(let members):
            members.flatMap { key, member in key == "$ref" ? [member.string ?? ""] : references(in: member) }
        case .array(let elements): elements.flatMap { references(in: $0) }
        case .null, .bool, .integer, .number, .string: []
        }
    }
}
