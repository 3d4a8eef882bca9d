import Domain
import Testing

@Suite struct RedirectURLTests {
    @Test(arguments: [
        "https://app.example.com/done", "https://app.example.com", "https://app.example.com/",
        "https://app.example.com/done?ref=1&x=a%20b", "https://app.example.com?x=https://other.example/",
        "https://app.example.com:8443/done", "https://app.example.com:0/", "https://app.example.com:65535/",
        "https://app.example.com:/", "HTTPS://APP.EXAMPLE.COM/", "https://192.0.2.1/", "https://[2001:db8::1]:8443/x",
        "https://localhost/", "https://a/path@with-at", "https://a/?user=a@b.c", "https://a/path:with:colons",
        "http://localhost", "http://localhost:3000/done", "http://LocalHost:3000", "http://127.0.0.1:3000/done?x=1",
        "http://app.localhost/done", "http://a.b.localhost:3000",
    ])
    func `an https URL, or an http URL of this machine, is accepted`(url: String) {
        #expect(RedirectURL.problem(with: url) == nil)
    }

    @Test(arguments: [
        ("http://app.example.com/done", "must use https; http is for localhost alone"),
        ("http://127.0.0.2/", "must use https; http is for localhost alone"),
        ("http://localhost.example.com/", "must use https; http is for localhost alone"),
        ("http://mylocalhost/", "must use https; http is for localhost alone"),
        ("http://[::1]:3000/", "must use https; http is for localhost alone"),
        ("http://a/?x=.localhost", "must use https; http is for localhost alone"),
        ("ftp://app.example.com/", "must be an absolute https URL"),
        ("myapp://done", "must be an absolute https URL"),
        ("javascript:alert(1)", "must be an absolute https URL"),
        ("/done", "must be an absolute https URL"),
        ("app.example.com/done", "must be an absolute https URL"),
        ("//app.example.com/done", "must be an absolute https URL"),
        ("/done?to=https://app.example.com", "must be an absolute https URL"),
        ("https:app.example.com", "must be an absolute https URL"),
        ("https:/app.example.com", "must be an absolute https URL"),
        ("https://", "must be an absolute https URL"),
        ("https:///done", "must be an absolute https URL"),
        ("https://?x=1", "must be an absolute https URL"),
        ("https://:443/", "must be an absolute https URL"),
        ("https://app.example.com:x/", "must be an absolute https URL"),
        ("https://app.example.com:1:2/", "must be an absolute https URL"),
        ("https://app.example.com:+1/", "must be an absolute https URL"),
        ("https://app.example.com:65536/", "must be an absolute https URL"),
        ("https://app.example.com:½/", "must be an absolute https URL"),
        ("https://[2001:db8::1/", "must be an absolute https URL"),
        ("", "must be an absolute https URL"),
        ("https://app.example.com/done#top", "must not contain a fragment"),
        ("https://app.example.com#", "must not contain a fragment"),
        ("https://app.example.com/?x=1#y", "must not contain a fragment"),
        ("https://user@app.example.com/", "must not contain user info"),
        ("https://user:secret@app.example.com/", "must not contain user info"),
        ("https://@app.example.com/", "must not contain user info"),
        ("http://localhost@evil.example/", "must not contain user info"),
    ])
    func `a redirect URL that is not allowed is refused with its reason`(url: String, problem: String) {
        #expect(RedirectURL.problem(with: url) == problem)
    }

    @Test func `a URL may be 2048 characters long and no longer`() {
        let base = "https://app.example.com/"
        let longest = base + String(repeating: "a", count: 2048 - base.count)
        #expect(longest.count == 2048)
        #expect(RedirectURL.problem(with: longest) == nil)
        #expect(RedirectURL.problem(with: longest + "a") == "must be at most 2048 characters long")
    }
}
