import Contract
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import Testing

@testable import EmulatorServer

/// What the guard decides for each kind of access, without a pipeline around it.
@Suite struct ControlGuardTests {
    private static let link: HTTPHeaders = [
        "Host": "localhost:8080", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Dest": "document",
    ]

    /// Whether the guard of a loopback server accepts a GET with these headers.
    private func accepts(_ headers: HTTPHeaders, for access: ControlAccess) -> Bool {
        let guards = ControlGuard(isLoopback: true, allowedHosts: [], publicURL: nil, adminToken: nil)
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/__admin/page", headers: headers)
        return (try? guards.check(Request(head: head), for: access)) != nil
    }

    @Test func `a link of another site opens a page, but no other guarded operation`() {
        #expect(accepts(Self.link, for: .page))
        #expect(accepts(Self.link, for: .open))
        #expect(!accepts(Self.link, for: .guarded))
    }

    @Test(arguments: [
        ("Sec-Fetch-Dest", "iframe"), ("Sec-Fetch-Dest", "object"), ("Sec-Fetch-Dest", "empty"),
        ("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Mode", "cors"), ("Host", "evil.example"), ("Origin", "null"),
        ("Origin", "https://evil.example"),
    ])
    func `a frame, a script, a foreign Host or a foreign Origin opens no page`(name: String, value: String) {
        var headers = Self.link
        headers.replaceOrAdd(name: name, value: value)
        #expect(!accepts(headers, for: .page))
        #expect(accepts(headers, for: .open))
    }

    @Test(arguments: ["Sec-Fetch-Mode", "Sec-Fetch-Dest"])
    func `a request of another site is a link only with all headers of a navigation`(name: String) {
        var headers = Self.link
        headers.remove(name: name)
        #expect(!accepts(headers, for: .page))
    }

    @Test(arguments: ["none", "same-origin", "same-site"])
    func `a request that is not from another site is accepted`(site: String) {
        for access: ControlAccess in [.guarded, .page, .open] {
            #expect(accepts(["Host": "localhost:8080", "Sec-Fetch-Site": site], for: access))
        }
    }

    @Test func `the access of an operation is its mark, and everything else is guarded`() {
        let routes = ContractLibrary.control.routes
        #expect(ControlAccess(of: routes.match(method: "GET", path: "/livez")) == .open)
        #expect(ControlAccess(of: routes.match(method: "HEAD", path: "/onboard/x")) == .open)
        #expect(ControlAccess(of: routes.match(method: "POST", path: "/__admin/reset")) == .guarded)
        #expect(ControlAccess(of: routes.match(method: "POST", path: "/livez")) == .guarded)
        #expect(ControlAccess(of: routes.match(method: "GET", path: "/__admin/nonsense")) == .guarded)
    }
}
