import Contract
import Documents
import OrderedCollections
import Testing

@testable import Scenarios

/// A control step and the request that it makes.
struct ControlSample: CustomTestStringConvertible, Sendable {
    let step: ControlStep
    let line: String
    let body: JSONValue?

    init(_ verb: ControlStep.Verb, _ argument: JSONValue, _ line: String, _ body: JSONValue?) {
        step = ControlStep(verb: verb, argument: argument)
        self.line = line
        self.body = body
    }

    var testDescription: String { "\(step.verb.rawValue) \(step.argument.text)" }
}

@Suite struct ControlRequestTests {
    static let samples = [
        ControlSample(.advance, "P8D", "POST /__admin/clock/advance", ["by": "P8D"]),
        ControlSample(
            .advance,
            ["to": "2026-06-05T00:00:00Z"],
            "POST /__admin/clock/advance",
            ["to": "2026-06-05T00:00:00Z"]
        ),
        ControlSample(.clock, ["mode": "frozen"], "PUT /__admin/clock", ["mode": "frozen"]),
        ControlSample(.organization, ["plan": "pro"], "PATCH /__admin/organization", ["plan": "pro"]),
        ControlSample(
            .fault,
            ["preset": "feature_not_entitled"],
            "POST /__admin/faults",
            ["preset": "feature_not_entitled"]
        ),
        ControlSample(.reset, nil, "POST /__admin/reset", [:]),
        ControlSample(.reset, ["to": "empty"], "POST /__admin/reset", ["to": "empty"]),
        ControlSample(.snapshot, "before", "POST /__admin/snapshots", ["name": "before"]),
        ControlSample(.restore, "before", "POST /__admin/snapshots/before/restore", nil),
        ControlSample(
            .hold,
            ["id": "a", "request": ["any": true]],
            "POST /__admin/holds",
            ["id": "a", "request": ["any": true]]
        ),
        ControlSample(.release, "a/b ü", "POST /__admin/holds/a%2Fb%20%C3%BC/release", [:]),
        ControlSample(.release, ["id": "a", "count": 1], "POST /__admin/holds/a/release", ["count": 1]),
        ControlSample(
            .trigger,
            ["event": "customer.created"],
            "POST /__admin/webhooks/trigger",
            ["event": "customer.created"]
        ),
        ControlSample(
            .simulate,
            ["message_status": ["message_id": "m", "status": "read"]],
            "POST /__admin/simulate/message_status",
            ["message_id": "m", "status": "read"]
        ),
    ]

    @Test(arguments: samples)
    func `a control step makes a request that is valid in control.yaml`(sample: ControlSample) throws {
        let control = try Checkout.control.get()
        let request = try #require(ControlRequest(sample.step, of: control))
        #expect("\(request.method) \(request.target)" == sample.line)
        #expect(request.body == sample.body)
        guard case .operation(let operation, _) = control.routes.match(method: request.method, path: request.target)
        else {
            Issue.record("no operation has this path")
            return
        }
        #expect(operation.validateBody(request.body) == [])
    }

    @Test func `every verb of a control step has a sample`() {
        #expect(Set(Self.samples.map(\.step.verb)) == Set(ControlStep.Verb.allCases))
    }

    @Test func `the members of simulate are the simulations of control.yaml`() throws {
        let control = try Checkout.control.get()
        let kinds = try Checkout.schema.get().keys(at: JSONPointer(["steps", "0", "simulate"]))
        let targets = kinds.map { kind in
            ControlRequest(ControlStep(verb: .simulate, argument: [kind: [:]]), of: control)?.target
        }
        #expect(targets == kinds.map { "/__admin/simulate/" + $0 })
        let prefix = "/__admin/simulate/"
        let paths = control.operations.map(\.fullPath).filter { $0.hasPrefix(prefix) }
        #expect(Set(kinds) == Set(paths.map { String($0.dropFirst(prefix.count)) }))
    }

    @Test(arguments: [
        ControlStep(verb: .restore, argument: 5), ControlStep(verb: .release, argument: ["count": 1]),
        ControlStep(verb: .simulate, argument: "onboarding"), ControlStep(verb: .simulate, argument: ["rain": [:]]),
    ])
    func `an argument that names nothing makes no request`(step: ControlStep) throws {
        #expect(ControlRequest(step, of: try Checkout.control.get()) == nil)
    }

    @Test func `a request of an operation has an encoded path and query`() throws {
        let query = [(name: "since", value: "a b&c"), (name: "limit", value: "5")]
        let request = ControlRequest("getChanges", query: query, of: try Checkout.control.get())
        #expect(request.method == "GET")
        #expect(request.target == "/__admin/changes?since=a%20b%26c&limit=5")
        #expect(request.body == nil)
    }
}
