/// Redirect URLs that setup links accept and refuse, in both fields, on creation and on update.
enum RedirectTable {
    static let fields = ["success_redirect_url", "failure_redirect_url"]

    static let accepted = [
        "https://app.example.com/done?ref=1", "https://example.com", "https://example.com:8443/x",
        "HTTPS://EXAMPLE.COM/",
        "http://localhost/cb", "http://localhost:3000/cb", "http://127.0.0.1:3000/cb", "http://tenant.localhost/x",
        "http://LOCALHOST/x", "https://203.0.113.9/x", "https://example.com/a%20b?x=%23&y=@",
        "https://example.com/" + String(repeating: "x", count: 2028),
    ]

    static let refused = [
        "", " ", "done", "/done", "//example.com/done", "example.com/done", "https:", "https://", "https:///done",
        "http://example.com/", "http://127.0.0.2/", "http://localhost.example.com/", "http://notlocalhost/",
        "ftp://example.com/", "javascript:alert(1)", "mailto:admin@acme.io", "https://example.com/#done",
        "https://example.com/done#", "http://localhost:3000/#x", "https://user@example.com/",
        "https://u:p@example.com/",
        "https://example.com:x/", "https://example.com:99999/", "https://exa mple.com/", "https://example.com/a b",
        "https://example.com/\n", "https://example.com/" + String(repeating: "x", count: 2029),
    ]
}
