import Contract
import Documents
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct ProbeTests {
    @Test(arguments: ["/livez", "/readyz"])
    func `a probe answers ok for any Host and any key`(path: String) async throws {
        try await withEmulator { emulator in
            for headers: HTTPHeaders in [[:], ["Host": "anything.test"], ["Authorization": "Bearer garbage"]] {
                let answer = try emulator.control().get(path, headers: headers)
                #expect(answer.status == 200)
                #expect(answer.json == ["status": "ok"])
            }
        }
    }

    @Test func `health reports version, contract and sandboxes`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/me")
            _ = try emulator.client(otherKey).get("/me")
            let health = try emulator.control().get("/__admin/health").json
            #expect(health["status"] == "ok")
            #expect(health["version"] == .string(EmulatorVersion.current))
            #expect(health["uptime_s"]?.integer != nil)
            #expect(health["scenario"] == "default")
            #expect(health["sandboxes"] == 2)
            #expect(health["contract"]?["operations"] == .integer(emulator.contract.operations.count))
            #expect(health["contract"]?["handled"] == .integer(emulator.application.facts.handledCount))
            #expect(health["contract"]?["idle_handlers"] == [])
            let digest = try #require(health["contract"]?["digest"]?.string)
            #expect(digest.wholeMatch(of: /[0-9a-f]{64}/) != nil)
        }
    }

    @Test func `probes are not journaled`() async throws {
        try await withEmulator { emulator in
            for path in ["/livez", "/readyz", "/__admin/health", "/__admin/sandboxes"] {
                _ = try emulator.control().get(path)
            }
            #expect(try emulator.control().get("/__admin/requests").data == [])
        }
    }
}
