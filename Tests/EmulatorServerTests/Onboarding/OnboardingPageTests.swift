import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import Testing

@Suite struct OnboardingPageTests {
    @Test func `the setup_url of a link serves the onboarding page`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            let url = try #require(invitation.created["setup_url"]?.string)
            let path = String(url.dropFirst("http://localhost:8080".count))
            #expect(path == "/onboard/\(invitation.token)")
            let page = try emulator.control().get(path)
            #expect(page.status == 200)
            #expect(page.headers["Content-Type"] == ["text/html; charset=utf-8"])
            #expect(page.headers["Cache-Control"] == ["no-store"])
            #expect(page.headers["Referrer-Policy"] == ["no-referrer"])
            #expect(page.headers["X-Content-Type-Options"] == ["nosniff"])
            let policy = try #require(page.headers["Content-Security-Policy"].first)
            #expect(policy.contains("default-src 'none'"))
            #expect(policy.contains("frame-ancestors 'none'"))
        }
    }

    @Test func `the onboarding page is the same for every token`() async throws {
        try await withEmulator { emulator in
            let used = try emulator.invite()
            let fresh = try emulator.invite()
            #expect(try emulator.signUp(used).status == 200)
            let pages = try [fresh.token, used.token, "nonsense", "%3Cscript%3E", "csl_<b>"].map { token in
                try emulator.control().get("/onboard/\(token)")
            }
            #expect(pages.map(\.status) == [200, 200, 200, 200, 200])
            #expect(Set(pages.map(\.bytes)).count == 1)
            #expect(!pages[0].bytes.isEmpty)
        }
    }

    @Test(
        arguments: [
            ("onboarding.css", "text/css; charset=utf-8"), ("onboarding.js", "text/javascript; charset=utf-8"),
        ]
    )
    func `the onboarding page links a style and a script, which are served`(name: String, type: String) async throws {
        try await withEmulator { emulator in
            let page = try emulator.control().get("/onboard/csl_3V3EMgPDU4zCTm7Fju7KWvqb")
            #expect(String(decoding: page.bytes, as: UTF8.self).contains("\"/onboard/assets/\(name)\""))
            let asset = try emulator.control().get("/onboard/assets/\(name)")
            #expect(asset.status == 200)
            #expect(asset.headers["Content-Type"] == [type])
            #expect(asset.headers["X-Content-Type-Options"] == ["nosniff"])
            #expect(!asset.bytes.isEmpty)
        }
    }

    @Test func `the onboarding page has the colours of all pages`() async throws {
        try await withEmulator { emulator in
            let page = try emulator.control().get("/onboard/csl_x")
            #expect(String(decoding: page.bytes, as: UTF8.self).contains("\"/__admin/ui/assets/tokens.css\""))
            let headers: HTTPHeaders = ["Host": "app.kirimdev.com", "Sec-Fetch-Site": "same-origin"]
            let tokens = try emulator.control().get("/__admin/ui/assets/tokens.css", headers: headers)
            #expect(String(decoding: tokens.bytes, as: UTF8.self).contains("--brand:"))
        }
    }

    @Test(arguments: ["/onboard/csl_x", "/onboard/assets/onboarding.css", "/onboard/assets/onboarding.js"])
    func `a HEAD request gets the headers of a GET`(path: String) async throws {
        try await withEmulator { emulator in
            let head = try emulator.control().send(.HEAD, path)
            let get = try emulator.control().get(path)
            #expect(head.status == 200)
            #expect(head.headers["Content-Type"] == get.headers["Content-Type"])
            #expect(head.headers["Cache-Control"] == get.headers["Cache-Control"])
        }
    }

    @Test func `the onboarding page refuses other methods and other files`() async throws {
        try await withEmulator { emulator in
            let post = try emulator.control().post("/onboard/csl_x", [:])
            expectProblem(post, 405, "method_not_allowed")
            #expect(post.headers["Allow"] == ["GET, HEAD"])
            expectProblem(try emulator.control().get("/onboard/assets/other.js"), 404, "not_found")
        }
    }

    @Test(arguments: ["app.kirimdev.com", "192.168.1.5:8080", "emulator.example.com"])
    func `the onboarding page and its requests accept any Host and Origin`(host: String) async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            let headers: HTTPHeaders = ["Host": host, "Origin": "https://elsewhere.example"]
            #expect(try emulator.control().get("/onboard/\(invitation.token)", headers: headers).status == 200)
            #expect(try emulator.resolve(invitation.token, headers: headers).status == 200)
        }
    }

    @Test func `opening the onboarding page is not journaled and creates no sandbox`() async throws {
        try await withEmulator { emulator throws in
            let headers: HTTPHeaders = ["Authorization": "Bearer kdv_test_visitor"]
            #expect(try emulator.control().get("/onboard/csl_x", headers: headers).status == 200)
            #expect(try emulator.control().get("/__admin/sandboxes").json["data"] == [])
            #expect(try emulator.control().get("/__admin/requests").json["data"] == [])
        }
    }
}
