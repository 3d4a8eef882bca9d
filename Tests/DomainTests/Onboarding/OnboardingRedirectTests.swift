import Testing

@testable import Domain

struct OnboardingRedirectTests {
    private static let customer = "cus_BAW77G6S2H2XAFM772EETMVWY2"

    @Test(arguments: [
        ("https://p.example/done", "https://p.example/done?"),
        ("https://p.example", "https://p.example?"),
        ("https://p.example/done?ref=1", "https://p.example/done?ref=1&"),
        ("https://p.example/done?ref=1&", "https://p.example/done?ref=1&"),
        ("https://p.example/done?", "https://p.example/done?"),
        ("https://p.example/done?&", "https://p.example/done?&"),
        ("https://p.example/done?a=%20+b&a=2&status=x&flag", "https://p.example/done?a=%20+b&a=2&status=x&flag&"),
        ("http://localhost:3000/a/b/?u=https://x.example/?y", "http://localhost:3000/a/b/?u=https://x.example/?y&"),
    ])
    func `the outcome is appended to the query of the redirect URL`(url: String, prefix: String) throws {
        var world = try OnboardingWorld(redirects: SetupLinkRedirects(success: url, failure: url))
        let failed = try world.onboard(OnboardingChoice(outcome: .failure(.noWABAFound)))
        #expect(failed.redirectURL == prefix + "customer_id=\(Self.customer)&status=failed&reason=no_waba_found")
        let done = try world.onboard(OnboardingChoice(phoneNumberID: "1111475158712095"))
        #expect(
            done.redirectURL
                == prefix + "customer_id=\(Self.customer)&account_id=1111475158712095&status=success"
        )
    }

    @Test(arguments: OnboardingFailure.allCases)
    func `the redirect URL of a failure names its reason`(failure: OnboardingFailure) throws {
        var world = try OnboardingWorld()
        let result = try world.onboard(OnboardingChoice(outcome: .failure(failure)))
        #expect(
            result.redirectURL
                == "https://p.example/failed?customer_id=\(Self.customer)&status=failed&reason=\(failure.rawValue)"
        )
    }

    @Test func `success and failure each have their own redirect URL, or none`() throws {
        var world = try OnboardingWorld(redirects: SetupLinkRedirects(success: "https://p.example/done"))
        #expect(try world.onboard(OnboardingChoice(outcome: .failure(.signupCancelled))).redirectURL == nil)
        #expect(try world.onboard().redirectURL?.hasPrefix("https://p.example/done?customer_id=") == true)
        let other = try world.addLink(redirects: SetupLinkRedirects(failure: "https://p.example/failed"))
        let failed = try world.onboard(OnboardingChoice(outcome: .failure(.signupCancelled)), link: other)
        #expect(failed.redirectURL?.hasPrefix("https://p.example/failed?customer_id=") == true)
        #expect(try world.onboard(link: other).redirectURL == nil)
    }

    @Test func `the values in a redirect URL are percent-encoded`() throws {
        let world = try OnboardingWorld()
        #expect(
            world.link.successRedirect(customer: world.customer, accountID: "a b&c=é/-._~\u{7}Z9")
                == "https://p.example/done?customer_id=\(Self.customer)"
                + "&account_id=a%20b%26c%3D%C3%A9%2F-._~%07Z9&status=success"
        )
    }

    @Test func `a redirect URL that is changed after the link was opened is used`() throws {
        var world = try OnboardingWorld()
        let nonce = try world.resolve().nonce
        var patch = SetupLinkPatch()
        patch.success = .set("https://q.example/")
        _ = try world.state.updateSetupLink(world.link, with: patch, at: .start)
        #expect(try world.complete(nonce: nonce).redirectURL?.hasPrefix("https://q.example/?customer_id=") == true)
    }
}
