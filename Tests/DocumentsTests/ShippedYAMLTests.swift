import EmulatorTesting
import Foundation
import Testing

@testable import Documents

/// The documents of the project.
struct ShippedYAMLTests {
    static let files: [String] = {
        let scenarios = (try? FileManager.default.contentsOfDirectory(atPath: SourceTree.path("scenarios"))) ?? []
        let paths = scenarios.sorted().filter { $0.hasSuffix(".yaml") }.map { "scenarios/\($0)" }
        return ["openapi.yaml", "Sources/EmulatorServer/Control/control.yaml"] + paths
    }()

    @Test(arguments: files)
    func `a YAML file of the project has the value and the positions that libyaml finds`(file: String) throws {
        try YAMLComparisonTests.compare(try SourceTree.text(file))
    }

    @Test func `YAML files of the project with random mistakes have the values that libyaml finds, if both read them`()
        throws
    {
        var readCount = 0
        for (number, file) in Self.files.enumerated() {
            let lines = try SourceTree.text(file).split(separator: "\n", omittingEmptySubsequences: false)
            for seed in 0..<20 {
                var composer = YAMLComposer(seed: UInt64(number * 1000 + seed))
                let start = lines.count * seed / 25
                let part = lines[start..<min(start + 25, lines.count)].joined(separator: "\n") + "\n"
                let text = composer.mutated(part, alphabet: YAMLComparisonTests.alphabet)
                readCount += YAMLComparisonTests.expectNoContradiction(text) ? 1 : 0
            }
        }
        #expect(readCount > 100, "most of the texts are not read")
    }
}
