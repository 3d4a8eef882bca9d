import Domain
import EmulatorCore
import Testing

/// The key and the webhook secret that a command hands to its programs.
@Suite struct BaselineSandboxTests {
    private static func baseline(
        _ authentication: Baseline.Authentication,
        _ keys: OrganizationPatch.KeyDraft...
    ) -> Baseline {
        var baseline = Baseline.standard(seed: 42, randomSeed: 0)
        baseline.authentication = authentication
        baseline.keys = keys
        return baseline
    }

    @Test func `the secret of a seeded baseline is the one that the sandbox of the key has`() throws {
        let test = TestRegistry(seed: 42)
        let identity = test.registry.baseline.identity(of: "kdv_test_a") { 1 }
        let sandbox = try test.sandbox("kdv_test_a")
        #expect(identity.id == sandbox.id)
        #expect(identity.webhookSecret == sandbox.webhookSecret)
    }

    @Test func `all sandboxes have the secret of the baseline, and that of an endpoint takes precedence`() {
        var baseline = Self.baseline(.open)
        baseline.webhookSecret = "whsec_all"
        for key in ["kdv_test_a", "kdv_test_b"] {
            #expect(baseline.identity(of: key) { 1 }.webhookSecret == "whsec_all")
        }
        baseline.endpoint = BaselineEndpoint(url: "http://localhost", secret: "whsec_endpoint", events: [])
        #expect(baseline.identity(of: "kdv_test_a") { 1 }.webhookSecret == "whsec_endpoint")
    }

    @Test func `a key that is preferred is used if it is accepted, otherwise the first active one`() {
        let declared = OrganizationPatch.KeyDraft(secret: "kdv_test_declared")
        let revoked = OrganizationPatch.KeyDraft(secret: "kdv_test_local", status: .revoked)
        #expect(Self.baseline(.open).usableKey(preferring: "kdv_test_local") == "kdv_test_local")
        #expect(Self.baseline(.open, declared).usableKey(preferring: "kdv_test_local") == "kdv_test_local")
        #expect(Self.baseline(.open, revoked, declared).usableKey(preferring: "kdv_test_local") == "kdv_test_declared")
        #expect(Self.baseline(.declared, declared).usableKey(preferring: "kdv_test_local") == "kdv_test_declared")
        #expect(Self.baseline(.declared, revoked).usableKey(preferring: "kdv_test_local") == nil)
    }
}
