import Documents
import Domain
import OrderedCollections
import Testing

@testable import Scenarios

@Suite struct StepReadingTests {
    private static let example = """
        variables: { hours: 168 }
        steps:
          - name: create a customer
            request: { operation: createCustomer, body: { name: Acme Logistics } }
            expect: { status: 201, body: { data: { status: pending, id: "/^cus_[0-9A-HJKMNP-TV-Z]{26}$/" } } }
            save: { customer: /data/id }
          - request:
              operation: createSetupLink
              path: { id: "${customer}" }
              body: { expires_in_hours: "${hours}" }
            save: { setup_url: /data/setup_url, trace: { header: X-Request-Id } }
          - simulate: { onboarding: { customer_id: "${customer}", outcome: success } }
          - expect_event: { type: customer.onboarded, data: { customer: { id: "${customer}" } }, within: 3s }
          - advance: P8D
          - request: { operation: listSetupLinks, path: { id: "${customer}" } }
            expect: { body: { data: [{ status: consumed }] } }
          - fault: { on: { operation: createCustomer }, then: { error: feature_not_entitled } }
          - request: { operation: createCustomer, body: { name: B } }
            expect: { error: feature_not_entitled }
        """

    @Test func `a step without a name is named after its verb and subject`() throws {
        let names = try steps(Self.example).map(\.name)
        #expect(
            names == [
                "create a customer", "request createSetupLink", "simulate onboarding",
                "expect_event customer.onboarded", "advance P8D", "request listSetupLinks", "fault",
                "request createCustomer",
            ]
        )
    }

    @Test func `a step has its place in the document and its line and column in the file`() throws {
        let steps = try steps(Self.example)
        #expect(steps.map(\.place.description) == steps.indices.map { "/steps/\($0)" })
        #expect(steps.map(\.location.line) == [4, 8, 13, 14, 15, 16, 18, 19])
        #expect(Set(steps.map(\.location.column)) == [5])
        #expect(steps.first?.location.file == "scenarios/sample.yaml")
    }

    @Test func `a scenario knows the line and column of each expectation`() throws {
        let scenario = try scenario("version: 1\n" + Self.example)
        let status = try #require(JSONPointer(parsing: "/steps/0/expect/body/data/status"))
        #expect(scenario.location(of: status).line == 6)
        #expect(scenario.location(of: status).column == 52)
        let absent = try #require(JSONPointer(parsing: "/steps/2/expect"))
        #expect(scenario.location(of: absent).line == 13)
    }

    @Test func `a request step has its operation, body, expectation and saved values`() throws {
        let step = try #require(try steps(Self.example).first?.action.request)
        guard case .operation("createCustomer", let path) = step.target, case .json(let body) = step.body else {
            Issue.record("\(step)")
            return
        }
        #expect(path == [:])
        #expect(body == ["name": "Acme Logistics"])
        #expect(step.expectation.place.description == "/steps/0/expect")
        #expect(step.expectation.status == 201)
        #expect(step.expectation.error == nil)
        #expect(step.expectation.body?["data"]?["status"] == "pending")
        #expect(step.saved.map(\.name) == ["customer"])
        #expect(step.saved.first?.place.description == "/steps/0/save/customer")
    }

    @Test func `a step saves values of the body and of headers`() throws {
        let saved = try #require(try steps(Self.example)[1].action.request).saved
        let sources = saved.map { value in
            switch value.source {
            case .body(let pointer): pointer.description
            case .header(let name): "header \(name)"
            }
        }
        #expect(sources == ["/data/setup_url", "header X-Request-Id"])
    }

    @Test func `a request step without expect has an expectation without conditions`() throws {
        let expectation = try #require(try steps(Self.example)[1].action.request).expectation
        #expect(expectation.place.description == "/steps/1/expect")
        #expect(expectation.status == nil && expectation.error == nil && expectation.body == nil)
        #expect(expectation.headers.isEmpty)
    }

    @Test func `a request with a method and a url needs no operation`() throws {
        let step = try #require(try steps("steps: [{ request: { method: put, url: /nowhere?a=1 } }]").first)
        guard case .url("PUT", "/nowhere?a=1")? = step.action.request?.target else {
            Issue.record("\(step)")
            return
        }
        #expect(step.name == "request PUT /nowhere?a=1")
    }

    @Test(arguments: [
        ("", "standard"), (", api_key: kdv_test_b", "kdv_test_b"), (", api_key: null", "none"),
    ])
    func `a request is sent with the key of the run, another key or none`(member: String, key: String) throws {
        let step = try steps("steps: [{ request: { operation: getMe\(member) } }]").first?.action.request
        switch try #require(step).key {
        case .standard: #expect(key == "standard")
        case .none: #expect(key == "none")
        case .other(let other): #expect(key == other)
        }
    }

    @Test(arguments: [("", "none"), (", raw_body: '{'", "{"), (", body: null", "null"), (", body: [1]", "[1]")])
    func `the body of a request is JSON, a text or absent`(member: String, body: String) throws {
        let step = try steps("steps: [{ request: { operation: createCustomer\(member) } }]").first?.action.request
        switch try #require(step).body {
        case .none: #expect(body == "none")
        case .raw(let text): #expect(body == text)
        case .json(let value): #expect(body == value.text)
        }
    }

    @Test func `a body that breaks the contract is accepted`() throws {
        let request = "request: { operation: createCustomer, body: { name: 5, x: [] } }"
        #expect(try steps("steps: [{ \(request), expect: { status: 422 } }]").count == 1)
    }

    @Test func `a background request has a name, and a later step has what is expected of its response`() throws {
        let steps = try steps(
            """
            steps:
              - request: { operation: createCustomer, body: { name: A } }
                background: slow
              - advance: 1s
              - response: slow
                always: true
                expect: { status: 201, min_duration: 500ms }
                save: { customer: /data/id }
              - request: { operation: getCustomer, path: { id: "${customer}" } }
                expect: { within: 2s }
            """
        )
        #expect(steps.map(\.name) == ["request createCustomer", "advance 1s", "response slow", "request getCustomer"])
        #expect(steps.map(\.isAlwaysRun) == [false, false, true, false])
        #expect(steps.map(\.action.request?.background) == ["slow", nil, nil, nil])
        guard case .response(let response) = steps[2].action else {
            Issue.record("\(steps[2])")
            return
        }
        #expect(response.request == "slow")
        #expect(response.expectation.status == 201)
        #expect(response.expectation.minimumDuration == TimeSpan(milliseconds: 500))
        #expect(response.saved.map(\.name) == ["customer"])
        #expect(steps[3].action.request?.expectation.within == .seconds(2))
    }

    @Test func `a control step has what is expected of its response, and saved values`() throws {
        let text = """
            steps:
              - simulate: { onboarding: { customer_id: cus_1 } }
                expect: { status: 409, code: no_active_link, body: { title: "/link/" } }
              - trigger: { event: customer.created }
                save: { event: /event_id }
            """
        let steps = try steps(text).compactMap(\.action.control)
        #expect(steps.map(\.expectation.status) == [409, nil])
        #expect(steps.map(\.expectation.code) == ["no_active_link", nil])
        #expect(steps.map(\.expectation.body) == [["title": "/link/"], nil])
        #expect(steps.map(\.expectation.place.description) == ["/steps/0/expect", "/steps/1/expect"])
        #expect(steps.flatMap(\.saved).map(\.name) == ["event"])
    }

    @Test func `an expected event without a matcher matches all events for two seconds`() throws {
        let step = try #require(try steps("steps: [{ expect_event: { data: { id: a } } }]").first?.action.occurrence)
        #expect(step.kind == .event)
        #expect(step.matcher == ["any": true])
        #expect(step.data == ["id": "a"])
        #expect(step.within == .seconds(2))
    }

    @Test func `an expected delivery has its matcher without data and within`() throws {
        let text = "steps: [{ expect_delivery: { event: customer.*, status: delivered, data: {}, within: PT1M } }]"
        let step = try #require(try steps(text).first)
        #expect(step.name == "expect_delivery customer.*")
        #expect(step.action.occurrence?.kind == .delivery)
        #expect(step.action.occurrence?.matcher == ["event": "customer.*", "status": "delivered"])
        #expect(step.action.occurrence?.data == [:])
        #expect(step.action.occurrence?.within == .minutes(1))
    }

    @Test func `a control step keeps its argument as it is written`() throws {
        let steps = try steps(
            """
            variables: { count: 2 }
            steps:
              - hold: { id: sends, request: { operation: sendMessage } }
              - release: { id: sends, count: "${count}" }
              - reset:
            """
        )
        #expect(steps.map(\.action.control?.verb) == [.hold, .release, .reset])
        #expect(
            steps.map(\.action.control?.argument) == [
                ["id": "sends", "request": ["operation": "sendMessage"]], ["id": "sends", "count": "${count}"], .null,
            ]
        )
        #expect(steps.map(\.name) == ["hold sends", "release sends", "reset"])
    }

    @Test func `waits, verifications and changes keep the bodies of the control API`() throws {
        let steps = try steps(
            """
            steps:
              - snapshot: before
              - wait: { event: { type: customer.created }, timeout: 1s }
              - expect_requests: { expect: [{ request: { operation: getMe }, count: 0 }], nothing_else: true }
              - changes: { since: before, expect: [{ kind: created, object: customer }] }
            """
        )
        guard case .wait(let wait) = steps[1].action, case .expectRequests(let verification) = steps[2].action,
            case .changes(let changes) = steps[3].action
        else {
            Issue.record("\(steps)")
            return
        }
        #expect(wait == ["event": ["type": "customer.created"], "timeout": "1s"])
        #expect(verification["nothing_else"] == true)
        #expect(changes.since == "before")
        #expect(changes.expected == [["kind": "created", "object": "customer"]])
        #expect(steps.map(\.name) == ["snapshot before", "wait", "expect_requests", "changes"])
    }

    @Test(arguments: [
        "variables: { n: 5 }\nsteps: [{ fault: { on: { any: true }, times: '${n}', then: { connection: reset } } }]",
        "variables: { n: 5 }\nsteps: [{ fault: { on: { attempt: '${n}' }, then: { delay: '${n}' } } }]",
        "variables: { d: 5s }\nsteps: [{ advance: '${d}' }, { advance: { by: '${d}' } }, { advance: { to: '${d}' } }]",
        "variables: { h: a }\nsteps: [{ hold: '${h}' }, { release: any }]",
        "variables: { h: a }\nsteps: [{ hold: { id: 'x${h}', delivery: { event: '${h}' } } }, { release: xa }]",
        "variables: { s: a }\nsteps: [{ snapshot: '${s}' }, { restore: '${s}' }, { restore: a }]",
        "variables: { o: a }\nsteps: [{ wait: { request: { operation: '${o}', where: { /body/a: '/(${o}/' } } } }]",
        "variables: { o: a }\nsteps: [{ expect_delivery: { status: '${o}', attempt: '${o}', event: '${o}' } }]",
        "variables: { m: real }\nsteps: [{ clock: { mode: '${m}', now: '${m}' } }, { organization: { plan: '${m}' } }]",
        "variables: { n: 1 }\nsteps: [{ request: { operation: getMe }, expect: { body: { a: { $gte: '${n}' } } } }]",
        "variables: { n: 1 }\nsteps: [{ simulate: { message_status: { message_id: a, statuses: ['${n}'] } } }]",
        "variables: { n: 1 }\nsteps: [{ request: { method: GET, url: '${n}/a' } }, { reset: { seed: '${n}' } }]",
    ])
    func `a value with a variable is checked only when the step runs`(text: String) throws {
        #expect(try diagnostics("version: 1\n" + text).map(\.description) == [])
    }

    @Test func `all mistakes of a contract test are reported together with those of the baseline`() throws {
        let text = """
            version: 1
            seed: -1
            steps:
              - { advance: P1Y }
              - { request: { operation: nothing } }
              - { custmers: [] }
            """
        #expect(try diagnostics(text).map(\.line) == [2, 4, 5, 6])
    }
}

extension StepAction {
    fileprivate var request: RequestStep? { if case .request(let step) = self { step } else { nil } }
    fileprivate var control: ControlStep? { if case .control(let step) = self { step } else { nil } }
    fileprivate var occurrence: OccurrenceStep? { if case .occurrence(let step) = self { step } else { nil } }
}
