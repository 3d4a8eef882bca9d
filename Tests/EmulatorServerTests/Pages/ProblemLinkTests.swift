import Documents
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

/// The member `see` of a problem document: the page of the inspector that shows what the error is about.
@Suite struct ProblemLinkTests {
    private static let ui = "http://localhost:8080/__admin/ui#/"

    @Test(
        arguments: [
            (.GET, "/__admin/faults/nonsense", "faults"), (.POST, "/__admin/faults", "faults"),
            (.DELETE, "/__admin/holds/nonsense", "holds"), (.PUT, "/__admin/clock", "clock"),
            (.POST, "/__admin/clock/advance", "clock"), (.POST, "/__admin/scenarios/nonsense/load", "scenarios"),
            (.POST, "/__admin/snapshots", "snapshots"), (.PUT, "/__admin/state", "state"),
            (.PATCH, "/__admin/organization", "worlds"), (.GET, "/__admin/coverage?format=x", "coverage"),
            (.GET, "/__admin/changes?limit=0", "snapshots"),
            (.DELETE, "/__admin/sandboxes/nonsense", "worlds"), (.POST, "/__admin/reset?sandbox=nonsense", "worlds"),
            (.GET, "/__admin/requests?limit=x", "timeline"), (.GET, "/__admin/webhooks/deliveries/x", "timeline"),
            (.POST, "/__admin/simulate/onboarding", "timeline"), (.GET, "/__admin/nonsense", "timeline"),
            (.GET, "/__admin", "timeline"), (.POST, "/livez", "timeline"), (.PUT, "/media/samples/x", "timeline"),
        ] as [(HTTPMethod, String, String)]
    )
    func `a problem links to the page of its topic`(method: HTTPMethod, path: String, page: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().send(method, path, body: Array("{\"x\": 1}".utf8))
            #expect(answer.status >= 400)
            #expect(answer.json["see"]?.string == Self.ui + page)
        }
    }

    @Test func `a problem links to the sandbox of the request`() async throws {
        try await withEmulator { emulator in
            #expect(try emulator.client().get("/me").status == 200)
            let id = try #require(try emulator.control(usualKey).get("/__admin/sandboxes").data[0]?["id"]?.string)
            let path = "/__admin/faults/nonsense"
            let answers = [
                try emulator.control(usualKey).get(path), try emulator.control().get("\(path)?api_key=\(usualKey)"),
                try emulator.control().get("\(path)?sandbox=\(id)"),
            ]
            for answer in answers { #expect(answer.json["see"]?.string == "\(Self.ui)faults?sandbox=\(id)") }
        }
    }

    @Test func `a problem of a key without a sandbox links to no sandbox, and creates none`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control("kdv_test_new").get("/__admin/nonsense")
            #expect(answer.json["see"]?.string == Self.ui + "timeline")
            #expect(emulator.application.registry.sandboxes.isEmpty)
        }
    }

    @Test func `a problem that comes later has a link, too`() async throws {
        try await withEmulator { emulator in
            let answer = try await emulator.control(usualKey).postLater("/__admin/reset", ["scenario": "nonsense"])
            #expect(answer.status >= 400)
            #expect(answer.json["see"]?.string?.hasPrefix(Self.ui + "worlds") == true)
        }
    }

    @Test func `the link has the public URL`() async throws {
        try await withEmulator({ $0.publicURL = "https://mock.example" }) { emulator in
            let answer = try emulator.control().get("/__admin/nonsense")
            #expect(answer.json["see"]?.string == "https://mock.example/__admin/ui#/timeline")
        }
    }
}
