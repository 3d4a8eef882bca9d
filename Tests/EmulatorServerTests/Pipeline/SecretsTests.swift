import Testing

@testable import EmulatorServer

@Suite struct SecretsTests {
    @Test(arguments: [
        ("Bearer kdv_live_TavbPKwIuqOr69ALEKLNennZ", "Bearer kdv_live_****ennZ"),
        ("kdv_test_local", "kdv_test_****ocal"),
        ("whsec_dZQcWBJKBFQf0YGvWj8sScLTaNcHvWLj", "whsec_****vWLj"),
        ("whsec_MfKQ9r8G/KYqwTwjU+PD8j5TZqo2LlSS==, next", "whsec_****SS==, next"), ("a/b+c=d_e", "a/b+c=d_e"),
        ("csl_3V3EMgPDU4zC", "csl_****U4zC"), ("csl_3V3EMgPDU4zCTm7Fju7KWvqb3V", "csl_****qb3V"),
        ("http://x/onboard/csl_3V3EMgPDU4zCTm7Fju7KWvqb?y", "http://x/onboard/csl_****Wvqb?y"),
        ("kdv_live_aaaaaaaa,kdv_test_bbbbbbbb", "kdv_live_****aaaa,kdv_test_****bbbb"),
        // A text may be JSON again, with escapes before secrets.
        (#"{"a":"x\nkdv_test_aaaaaaaa"}"#, #"{"a":"x\nkdv_test_****aaaa"}"#),
        (#"\u000akdv_live_aaaaaaaa \\nwhsec_bbbbbbbb"#, #"\u000akdv_live_****aaaa \\nwhsec_****bbbb"#),
        (#"C:\kdv_test_aaaaaaaa"#, #"C:\kdv_test_****aaaa"#),
        // Ids are not secrets, nor are texts that only resemble one.
        ("csl_J5SRYT0KAHB97VEWVQHSZW58AH", "csl_J5SRYT0KAHB97VEWVQHSZW58AH"), ("csl_short", "csl_short"),
        ("cus_335T08RM0EAKN9DTE6RD5RWP7B", "cus_335T08RM0EAKN9DTE6RD5RWP7B"), ("my_kdv_live_x", "my_kdv_live_x"),
        ("", ""), ("nothing to hide", "nothing to hide"), ("größe_ö", "größe_ö"),
    ])
    func `a secret is masked except for its prefix and its end`(text: String, shown: String) {
        #expect(Secrets.masked(text) == shown)
    }

    @Test(arguments: [
        ("Bearer kdv_live_TavbPKwIuqOr69ALEKLNennZ", "Bearer kdv_live_****ennZ"),
        ("Bearer sk_live_verySecret", "Bearer ****"),
        ("Basic dXNlcjpwYXNz", "Basic ****"), ("verySecret", "****"), ("", ""), ("Bearer ", "****"),
    ])
    func `a credential of another service is masked except for its scheme`(sent: String, shown: String) {
        #expect(Secrets.maskedCredential(sent) == shown)
    }
}
