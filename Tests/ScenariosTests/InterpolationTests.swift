import Documents
import Domain
import EmulatorCore
import OrderedCollections
import Testing

@testable import Scenarios

@Suite struct InterpolationTests {
    @Test(arguments: [
        ("${env.A}", "x"), ("a ${env.A} b ${env.B:-y}", "a x b y"), ("${env.EMPTY:-y}", "y"), ("${env.EMPTY}z", "z"),
        ("${env.B:-}z", "z"), ("$${env.A}", "${env.A}"), ("$ {env.A} $", "$ {env.A} $"), ("$${", "${"),
        ("$$${env.A}", "$${env.A}"), ("${env.B:-a:-b c}", "a:-b c"), ("${env.A}${env.A}", "xx"),
    ])
    func `variables in a text are replaced by the environment or by their defaults`(
        text: String,
        filled: String
    ) throws {
        let json = String(decoding: JSONValue.object(["version": 1, "name": .string(text)]).serialized, as: UTF8.self)
        #expect(try scenario(json, ["A": "x", "EMPTY": ""]).name == filled)
    }

    @Test func `a text that is only a variable becomes a number or boolean where one is expected`() throws {
        let text = """
            seed: ${env.SEED}
            organization: { rate_limits: { enforce: "${env.ENFORCE:-true}" } }
            onboarding: { polls: "${env.POLLS:-5}" }
            webhooks: { jitter: "${env.JITTER:-0.5}" }
            switches: { auto_disable_after: "${env.FAILURES:-24}", signature_headers: "${env.HEADERS:-256}" }
            """
        let baseline = try baseline(text, ["SEED": "12"])
        #expect(baseline.seed == 12)
        #expect(baseline.settings.rateLimits.enforce == true)
        #expect(baseline.settings.onboarding.polls == 5)
        #expect(baseline.policy.jitter == 0.5)
        #expect(baseline.settings.switches[.autoDisableAfter] == 24)
        #expect(baseline.settings.switches[.signatureHeaders] == "256")
    }

    @Test func `a variable stays a string where a string is expected`() throws {
        let objects = try baseline(
            """
            customers: [{ name: "${env.NAME:-true}", metadata: { n: "${env.N:-5}" } }]
            accounts: [{ phone_number_id: "${env.NUMBER:-123456}" }]
            """
        ).objects
        #expect(objects.customers.map(\.draft.name) == ["true"])
        #expect(objects.customers.map(\.draft.metadata) == [["n": "5"]])
        #expect(objects.accounts.map(\.account.phoneNumberID) == ["123456"])
    }

    @Test(arguments: ["x5", "5${env.B:-}", "null", "1.5"])
    func `a variable that is not a whole number is refused where one is expected`(text: String) throws {
        let found = try diagnostics("version: 1\nseed: \"${env.SEED:-\(text)}\"")
        #expect(found.map(\.column) == [7])
    }

    @Test func `variables of the environment are replaced in the variables of steps`() throws {
        let text = "version: 1\nvariables: { a: '${env.A}', b: [\"x${env.A}\"], c: '$${env.A}' }"
        #expect(try scenario(text, ["A": "5"]).variables == ["a": "5", "b": ["x5"], "c": "${env.A}"])
    }

    @Test func `variables in steps are not replaced by the environment`() throws {
        let text = "version: 1\nvariables: { a: 1 }\nsteps: [{ snapshot: '${a}', name: '${env.A}' }]"
        let step = try #require(try scenario(text, ["A": "x"]).steps.first)
        #expect(step.name == "${env.A}")
    }
}
