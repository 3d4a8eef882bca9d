import Contract
import Documents
import OrderedCollections
import Testing

@testable import Scenarios

/// The schema of steps in control.yaml, and its reader.
@Suite struct StepSchemaTests {
    /// A contract test that uses every key of the schemas that only steps have.
    private static let full = """
        variables: { name: Acme }
        steps:
          - name: create
            request:
              operation: listCustomers
              path: {}
              query: { limit: 5, status: [active, pending] }
              headers: { X-A: 1 }
              body: {}
              api_key: null
            expect: { status: 200, error: invalid_api_key, headers: { X-B: /./ }, body: {} }
            save: { id: /data, trace: { header: X-Request-Id } }
          - request: { operation: getMe }
            expect: { connection: cut }
          - request: { method: POST, url: /x, raw_body: a }
            background: late
          - response: late
            always: true
            expect: { min_duration: 1ms }
          - request: { method: GET, url: /x }
            expect: { within: 1s }
          - simulate: { onboarding: { customer_id: "${id}" } }
            expect: { status: 409, code: no_active_link, body: {} }
            save: { detail: /detail }
          - simulate: { inbound_message: { phone_number_id: "1", from: "${id}", type: text, text: { body: a } } }
          - simulate: { message_status: { message_id: "${id}", status: read } }
          - simulate: { identity: { phone_number_id: "1", from: "+628111111111", phone: hidden } }
          - simulate: { account_status: { phone_number_id: "1", status: degraded } }
          - simulate: { template_status: { phone_number_id: "1", name: a, status: approved } }
          - trigger: { event: customer.created }
          - advance: { to: 2026-06-05T00:00:00Z }
          - clock: { mode: real }
          - organization: { plan: pro }
          - fault: { preset: feature_not_entitled }
          - reset: { seed: 5 }
          - snapshot: a
          - restore: a
          - hold: { id: h, delivery: { any: true } }
          - release: { id: h, count: 1 }
          - release: { id: h, order: ["delivery:a"] }
          - wait: { request: { any: true } }
          - changes: { since: a, expect: [{ kind: created, object: customer, id: "/^cus_/", fields: [] }] }
          - expect_event: { any: true, type: customer.created, where: { /body/id: a }, data: {}, within: 1s }
          - expect_delivery:
              any: true
              event: customer.created
              url: http://a.example/
              subscription_id: wbs_a
              status: delivered
              attempt: 1
              answer: 200
              where: { /body/id: a }
              data: {}
              within: 1s
          - expect_requests: { expect: [{ event: { any: true } }] }
        """

    private static func keys(in value: JSONValue) -> Set<String> {
        switch value {
        case .object(let members): Set(members.keys).union(members.values.flatMap { keys(in: $0) })
        case .array(let elements): Set(elements.flatMap { keys(in: $0) })
        case .null, .bool, .integer, .number, .string: []
        }
    }

    @Test func `the keys of a step are its verbs, name, always, background, expect and save`() throws {
        let keys = try Checkout.schema.get().keys(at: JSONPointer(["steps", "0"]))
        #expect(
            Set(keys) == Set(StepVerb.allCases.map(\.rawValue) + ["name", "always", "background", "expect", "save"])
        )
        #expect(StepVerb.allCases.allSatisfy { StepVerb(rawValue: $0.rawValue) == $0 })
    }

    @Test func `the full contract test uses every key and is accepted`() throws {
        let text = "version: 1\n" + Self.full
        #expect(try diagnostics(text).map(\.description) == [])
        #expect(Set(try scenario(text).steps.map(\.name)).count > 20)
        let definitions = try #require(try Checkout.schema.get().document["$defs"]?.object)
        let own = ["Step", "Request", "Response", "Simulation", "Changes", "ExpectedEvent", "ExpectedDelivery"]
        let known = own.flatMap { (definitions["Scenario" + $0]?["properties"]?.object ?? [:]).keys }
        let used = Self.keys(in: try SourceDocument(Self.full, file: "full.yaml").value)
        #expect(Set(known).subtracting(used) == [])
        #expect(known.count > 50)
    }

    @Test func `an unknown key is refused in every object of a step`() throws {
        let full = try SourceDocument("version: 1\n" + Self.full, file: "full.yaml").value
        let steps = try #require(full["steps"]?.array)
        var places: [JSONPointer] = []
        for (index, step) in steps.enumerated() {
            let place = JSONPointer(["steps"]).appending(index)
            places.append(place)
            for (key, member) in step.object ?? [:] where member.object != nil && key != "save" {
                places.append(place.appending(key))
            }
        }
        for place in places {
            var with = full
            with.set(1, at: place.appending("unheard_of"))
            let found = try diagnostics(String(decoding: with.serialized, as: UTF8.self), file: "full.json")
            // `simulate` and `advance` must have exactly one key.
            let messages = found.map(\.message).filter { !$0.hasSuffix("must have at most 1 key") }
            #expect(messages == ["unknown key `unheard_of`"], "\(place)")
        }
        #expect(places.count > 40)
    }

    // MARK: Variables

    /// The violations of the published schema in a scenario.
    private func violations(_ text: String) throws -> [String] {
        let document = try SourceDocument("version: 1\n" + text, file: "a.yaml").value
        return try Checkout.schema.get().violations(of: document).map(\.pointer.description)
    }

    @Test(arguments: [
        "fault: { preset: a, times: '${n}', probability: 'x${n}' }", "reset: { seed: '${n}' }", "advance: '${n}'",
        "advance: { by: '${n}' }", "clock: { mode: '${n}', now: '${n}' }", "organization: '${n}'",
        "fault: { on: { any: '${n}' }, then: { delay: { uniform: ['${n}', 1s] } } }", "reset: '${n}'",
        "fault: { preset: a, repeats: { within: '${n}' } }", "release: { id: '${n}', count: '${n}' }",
        "wait: { request: { status: '${n}' }, count: '${n}', timeout: '${n}' }", "hold: { request: { any: '${n}' } }",
        "simulate: { inbound_message: { phone_number_id: a, from: '${n}', type: '${n}', contacts: '${n}' } }",
        "expect_delivery: { status: '${n}', attempt: '${n}', answer: '${n}' }", "snapshot: '${n}'",
        "changes: { since: '${n}', expect: [{ kind: '${n}', object: '${n}' }] }",
    ])
    func `a variable may stand for any value in the body of a control request`(step: String) throws {
        #expect(try violations("steps: [{ \(step) }]") == [])
    }

    @Test(arguments: [
        ("fault: { preset: a, times: five }", "/times"), ("fault: { preset: a, phase: '$n' }", "/phase"),
        ("fault: { preset: a, then: { delay: { uniform: ['${n}', 1] } } }", "/then/delay/uniform/1"),
        ("wait: { request: { status: 5000 } }", "/request/status"), ("clock: { mode: '{n}' }", "/mode"),
        ("fault: { preset: '${n}', tims: 5 }", "/tims"),
    ])
    func `a value without a variable must have its type also beside variables`(step: String, place: String) throws {
        let verb = step.prefix { $0 != ":" }
        #expect(try violations("steps: [{ \(step) }]") == ["/steps/0/\(verb)\(place)"])
    }

    @Test func `a hold with a variable must still be about requests or deliveries, not both`() throws {
        let step = "hold: { request: { path: '${n}' }, delivery: { event: '${n}' } }"
        #expect(try violations("steps: [{ \(step) }]") == ["/steps/0/hold"])
    }

    @Test(arguments: ["faults: [{ preset: a, times: '${n}' }]", "clock: { mode: '${n}' }"])
    func `no variable may stand for a value of the baseline`(text: String) throws {
        #expect(try violations(text).count == 1)
    }

    @Test func `the published schema has only keywords of JSON Schema`() throws {
        #expect(!Self.keys(in: try Checkout.schema.get().document).contains("x-variables"))
    }
}
