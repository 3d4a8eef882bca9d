import Contract
import Domain
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import Foundation
import NIOPosix
import Scenarios
import Testing
import Webhooks

@testable import EmulatorCommands

/// A contract test on a server that is no emulator.
@Suite struct ForeignWorldsTests {
    private static func plan() throws -> TestPlan {
        TestPlan(
            contract: try ContractLibrary.loaded.get(),
            variables: ["name": "Zed"],
            filter: nil,
            seed: nil,
            randomSeed: { 7 },
            hooks: { _ in StepHooks() }
        )
    }

    /// Calls `body` with a driver of an emulator that is taken for another server.
    private static func withDriver(_ body: (ServerDriver, Emulator) async throws -> Void) async throws {
        try await withEmulator { emulator in
            try await HTTPRequester.withRequester { network in
                let eventLoop = MultiThreadedEventLoopGroup.singleton.any()
                let server = LocalServer(emulator.application, on: eventLoop, faults: .performed)
                let origin = LocalServer.origin
                try await body(
                    ServerDriver(server: server, isEmulator: false, origin: origin, network: network),
                    emulator
                )
            }
        }
    }

    @Test func `files with other steps than requests are skipped, and the others run with the given key`() async throws
    {
        let plan = try Self.plan()
        let scenarios = ScenarioSource(ServerConfiguration(), plan.contract)
        try await withTemporaryFolder { folder in
            var jobs: [TestJob] = []
            for (name, text) in [("all", StepFiles.all), ("requests", StepFiles.requests)] {
                let file = "\(folder)/\(name).yaml"
                try text.write(toFile: file, atomically: true, encoding: .utf8)
                jobs.append(TestJob(scenario: try scenarios.library.scenario(file), repetition: 1))
            }
            try await Self.withDriver { driver, emulator in
                let run = TestRun(
                    jobs: jobs,
                    plan: plan,
                    worlds: ForeignWorlds(driver: driver, key: "kdv_test_foreign"),
                    progress: TestProgress(of: 2, isShown: false),
                    width: 1,
                    stopsAtFailure: false,
                    clock: .system
                )
                let reports = try await run.reports()
                #expect(reports.map(\.reason) == ["needs the emulator", nil])
                #expect(reports.map(\.steps.count) == [0, 2])
                #expect(reports.allSatisfy { $0.seed == nil })
                let sandbox = try #require(emulator.application.registry.sandbox(openedBy: "kdv_test_foreign"))
                #expect(sandbox.world.journal.extent.lastSeq == 2)
            }
        }
    }

    @Test func `an absolute URL leads to the server that it names`() async throws {
        try await Self.withDriver { driver, _ in
            let own = DriverRequest(method: "GET", target: "http://localhost/livez", headers: [], body: [])
            let response = try await driver.send(own)
            #expect(response.status == 200)
            for target in ["http://127.0.0.1:1/livez", "@127.0.0.1:1/livez", "ftp://localhost/livez"] {
                let request = DriverRequest(method: "GET", target: target, headers: [], body: [])
                await #expect(throws: DriverError.self) { try await driver.send(request) }
            }
        }
    }

    @Test(
        arguments: [
            ("http://a.example", "http://a.example", "/"),
            ("https://a.example:8/v1?x#y", "https://a.example:8", "/v1?x"),
            ("http://a.example?x=/y", "http://a.example", "/?x=/y"),
        ]
    )
    func `an address is split into the server and the place on it`(url: String, origin: String, path: String) throws {
        let address = try #require(TargetAddress(url))
        #expect(address.origin == origin)
        #expect(address.path == path)
    }
}

extension ScenarioReport {
    /// Why no step was run; nil if steps were run.
    fileprivate var reason: String? { if case .skipped(let reason) = outcome { reason } else { nil } }
}
