import Domain
import Testing

@Suite struct WebhookURLTests {
    @Test(arguments: WebhookURL.HTTPPolicy.allCases)
    func `an https webhook URL is always allowed`(policy: WebhookURL.HTTPPolicy) {
        #expect(WebhookURL.isAllowed("https://hooks.example.com/kirim?x=1", http: policy))
        #expect(WebhookURL.isAllowed("HTTPS://10.0.0.1:8443/", http: policy))
    }

    @Test(arguments: [
        "http://localhost:3000/hook", "http://127.0.0.1/", "http://127.8.9.1/", "http://10.1.2.3/",
        "http://192.168.1.5/",
        "http://172.16.0.1/", "http://172.31.255.255/", "http://app:3000/hook", "http://host.docker.internal:9000/",
        "http://a.localhost/", "http://printer.local/", "http://svc.internal/", "http://app.test/hook",
        "http://[::1]:8080/",
        "http://[fd00::1]/", "http://APP/", "http://app.test./hook", "http://127.0.0.1./",
    ])
    func `an http URL of a local host is allowed unless only https is`(url: String) {
        #expect(WebhookURL.isAllowed(url, http: .local))
        #expect(WebhookURL.isAllowed(url, http: .any))
        #expect(!WebhookURL.isAllowed(url, http: .httpsOnly))
    }

    @Test(arguments: [
        "http://example.com/", "http://172.15.0.1/", "http://172.32.0.1/", "http://11.0.0.1/", "http://192.169.0.1/",
        "http://8.8.8.8/", "http://localhost.example.com/", "http://[2001:db8::1]/", "http://mylocal.com/",
        "http://example.com./",
    ])
    func `an http URL of a public host is allowed only if any http URL is`(url: String) {
        #expect(!WebhookURL.isAllowed(url, http: .local))
        #expect(!WebhookURL.isAllowed(url, http: .httpsOnly))
        #expect(WebhookURL.isAllowed(url, http: .any))
    }

    @Test(arguments: [
        "ftp://example.com/", "mailto:a@b.co", "https://", "/hook", "https://host:99999/", "ws://localhost/",
    ])
    func `a URL that is malformed or neither http nor https is never allowed`(url: String) {
        #expect(!WebhookURL.isAllowed(url, http: .any))
    }
}
