import Documents
import Domain
import EmulatorCore
import Foundation
import Synchronization
import Testing

@testable import Scenarios

@Suite struct ScenarioLibraryTests {
    /// Temporary folders of scenario files, deleted after the test.
    private final class Folders {
        let root = FileManager.default.temporaryDirectory.path + "/scenarios-" + UUID().uuidString

        deinit { try? FileManager.default.removeItem(atPath: root) }

        func write(_ path: String, _ text: String) throws {
            let url = URL(filePath: root + "/" + path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: url)
        }

        func library(randomSeed: @escaping @Sendable () -> UInt64 = { 7 }) throws -> ScenarioLibrary {
            let reader = try ScenarioReader.sample(randomSeed: randomSeed)
            return ScenarioLibrary(directories: [root + "/near", root + "/far", root + "/nowhere"], reader: reader)
        }
    }

    @Test func `a library lists scenarios by name, broken ones with their diagnostics`() throws {
        let folders = Folders()
        let steps = "steps: [{ advance: 1s }, { reset: }]"
        try folders.write("near/scenarios/demo.yaml", "version: 1\nname: other\ndescription: Near\n" + steps)
        try folders.write("far/scenarios/demo.yaml", "version: 1\ndescription: Far")
        try folders.write("far/scenarios/b.json", "{\"version\": 1}")
        try folders.write("far/scenarios/broken.yml", "version: 2\nplan: x")
        try folders.write("far/scenarios/notes.txt", "nothing")
        try folders.write("far/scenarios/.hidden.yaml", "version: 1")
        let entries = try folders.library().entries()
        #expect(entries.map(\.name) == ["b", "broken", "demo"])
        #expect(entries.map(\.description) == [nil, nil, "Near"])
        #expect(entries.map(\.stepCount) == [0, 0, 2])
        #expect(entries.map(\.diagnostics.count) == [0, 2, 0])
        #expect(entries.last?.file == folders.root + "/near/scenarios/demo.yaml")
    }

    @Test func `a scenario is found by name in the first folder that has it, or by its path`() throws {
        let folders = Folders()
        try folders.write("near/scenarios/demo.yaml", "version: 1\ndescription: Near")
        try folders.write("far/scenarios/demo.yaml", "version: 1\ndescription: Far")
        try folders.write("near/scenarios/v1.2.yaml", "version: 1\ndescription: Dotted")
        let library = try folders.library()
        #expect(try library.scenario("demo").description == "Near")
        #expect(try library.scenario("v1.2").description == "Dotted")
        #expect(try library.scenario(folders.root + "/far/scenarios/demo.yaml").description == "Far")
    }

    @Test func `a built-in scenario is found where no folder has one with its name`() throws {
        let folders = Folders()
        try folders.write("near/scenarios/demo.yaml", "version: 1\ndescription: Near")
        let builtIn = BuiltInScenarios(names: ["broken", "demo", "inbox"]) { name in
            Array((name == "broken" ? "version: 2" : "version: 1\ndescription: Built in").utf8)
        }
        let library = ScenarioLibrary(directories: [folders.root + "/near"], builtIn: builtIn, reader: try .sample())
        let entries = library.entries()
        #expect(entries.map(\.name) == ["broken", "demo", "inbox"])
        #expect(entries.map(\.description) == [nil, "Near", "Built in"])
        #expect(try library.scenario("demo").description == "Near")
        let file = "scenarios/inbox.yaml (built in)"
        #expect(entries.last?.file == file)
        let entry = try #require(entries.last)
        #expect(library.text(of: entry) == "version: 1\ndescription: Built in")
        let baseline = try library.baseline("inbox")
        #expect(baseline.name == "inbox")
        #expect(try library.baseline(file).revision == baseline.revision)
        let mistakes = entries.first?.diagnostics ?? []
        #expect(mistakes.map(\.file) == ["scenarios/broken.yaml (built in)"])
        #expect(throws: ScenarioLookupError.unknown(name: "inbx", hint: "inbox")) { try library.scenario("inbx") }
    }

    @Test(arguments: [("dmo", "demo"), ("demo.yaml", "demo"), ("something", nil), ("some/demo.yaml", "demo")])
    func `an unknown scenario name is refused with the nearest name as a hint`(name: String, hint: String?) throws {
        let folders = Folders()
        try folders.write("near/scenarios/demo.yaml", "version: 1")
        #expect(throws: ScenarioLookupError.unknown(name: name, hint: hint)) { try folders.library().scenario(name) }
    }

    @Test func `a broken scenario is refused with its diagnostics`() throws {
        let folders = Folders()
        try folders.write("near/scenarios/demo.yaml", "version: 2")
        let file = folders.root + "/near/scenarios/demo.yaml"
        let diagnostic = Diagnostic("`version` must be 1", at: SourceLocation(file: file, line: 1, column: 10))
        let broken = ScenarioLookupError.broken(DiagnosticsError(diagnostics: [diagnostic]))
        #expect(throws: broken) { try folders.library().scenario("demo") }
    }

    @Test func `the baseline of a scenario can be used although its steps have mistakes`() throws {
        let folders = Folders()
        let text = "version: 1\nseed: 5\nsteps: [{ request: { operation: other } }]"
        try folders.write("near/scenarios/demo.yaml", text)
        let library = try folders.library()
        #expect(try library.baseline("demo").seed == 5)
        #expect(library.entries().map(\.diagnostics.count) == [1])
        let place = SourceLocation(file: folders.root + "/near/scenarios/demo.yaml", line: 3, column: 33)
        let mistake = Diagnostic("`other` is not an operation in the contract", at: place)
        #expect(throws: ScenarioLookupError.broken(DiagnosticsError(diagnostics: [mistake]))) {
            try library.scenario("demo")
        }
    }

    @Test func `a scenario file is read again only when it has changed`() throws {
        let folders = Folders()
        let seed = Atomic<UInt64>(0)
        let library = try folders.library { seed.add(1, ordering: .relaxed).newValue }
        let file = "near/scenarios/demo.yaml"
        try folders.write(file, "version: 1\nname: a")
        let first = try library.scenario("demo").baseline
        #expect(try library.scenario("demo").baseline.identifiers == first.identifiers)
        #expect(library.entries().count == 1)
        #expect(seed.load(ordering: .relaxed) == 1)

        try folders.write(file, "version: 1\nname: longer")
        #expect(try library.scenario("demo").name == "longer")
        try touch(folders.root + "/" + file, seconds: 5)
        try folders.write(file, "version: 1\nname: linger")
        try touch(folders.root + "/" + file, seconds: 9)
        #expect(try library.scenario("demo").name == "linger")
        #expect(seed.load(ordering: .relaxed) == 3)
    }

    @Test func `the file that tls_ca names is validated, and read again when it has changed`() throws {
        let folders = Folders()
        let library = try folders.library()
        try folders.write("near/scenarios/demo.yaml", "version: 1\nwebhooks: { tls_ca: tls/ca.pem }")
        let scenario = folders.root + "/near/scenarios/demo.yaml"
        let file = folders.root + "/near/scenarios/tls/ca.pem"
        let place = SourceLocation(file: scenario, line: 2, column: 21)
        let missing = Diagnostic("`tls_ca` names a file that cannot be read: \(file)", at: place)
        #expect(throws: ScenarioLookupError.broken(DiagnosticsError(diagnostics: [missing]))) {
            try library.scenario("demo")
        }
        try folders.write("near/scenarios/tls/ca.pem", "a key")
        let wrong = Diagnostic("`tls_ca` names a file without a certificate in PEM form: \(file)", at: place)
        #expect(throws: ScenarioLookupError.broken(DiagnosticsError(diagnostics: [wrong]))) {
            try library.scenario("demo")
        }
        try folders.write("near/scenarios/tls/ca.pem", "-----BEGIN CERTIFICATE-----")
        let first = try library.scenario("demo").baseline
        #expect(first.trustedCertificates == "-----BEGIN CERTIFICATE-----")
        #expect(try library.scenario("demo").baseline.revision == first.revision)
        try folders.write("near/scenarios/tls/ca.pem", "-----BEGIN CERTIFICATE-----\nAnother")
        let second = try library.scenario("demo").baseline
        #expect(second.trustedCertificates == "-----BEGIN CERTIFICATE-----\nAnother")
        #expect(second.revision != first.revision)
    }

    private func touch(_ file: String, seconds: Double) throws {
        let date = Date(timeIntervalSince1970: 1_780_567_200 + seconds)
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file)
    }

    @Test func `a scenario that many tasks load at once is the same for all`() async throws {
        let folders = Folders()
        try folders.write("near/scenarios/demo.yaml", "version: 1")
        let seed = Atomic<UInt64>(0)
        let library = try folders.library { seed.add(1, ordering: .relaxed).newValue }
        let found = await withTaskGroup(of: BaselineIdentifiers?.self) { group in
            for _ in 0..<50 {
                group.addTask { try? library.scenario("demo").baseline.identifiers }
            }
            return await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(found.count == 1)
    }
}
