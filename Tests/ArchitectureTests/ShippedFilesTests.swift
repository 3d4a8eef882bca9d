import EmulatorServer
import EmulatorTesting
import Foundation
import Testing

/// The files of the repository that are part of the program.
@Suite struct ShippedFilesTests {
    @Test func `every file in the program is the one of the repository`() throws {
        let paths = ShippedFiles.paths
        #expect(paths.count > 100)
        for path in paths {
            let own = FileManager.default.contents(atPath: SourceTree.path(path)).map { Array($0) }
            #expect(own != nil && ShippedFiles.bytes(of: path) == own, "\(path)")
        }
    }

    @Test func `the contract, all scenarios and every file beside the sources are in the program`() throws {
        let scenarios = try FileManager.default.contentsOfDirectory(atPath: SourceTree.path("scenarios"))
        let folder = "Sources/EmulatorServer"
        let files = try #require(FileManager.default.enumerator(atPath: SourceTree.path(folder))).compactMap {
            $0 as? String
        }
        let resources = files.filter { $0.contains(".") && !$0.hasSuffix(".swift") && !$0.contains(".docc") }
        let expected =
            ["openapi.yaml"] + scenarios.filter { $0.hasSuffix(".yaml") }.map { "scenarios/\($0)" }
            + resources.map { "\(folder)/\($0)" }
        #expect(ShippedFiles.paths == expected.sorted())
    }
}
