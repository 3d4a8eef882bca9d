import EmulatorTesting
import Testing

@testable import Documents

/// The documents that are read at every start.
@Suite struct PlainYAMLTests {
    @Test(arguments: ["openapi.yaml", "Sources/EmulatorServer/Control/control.yaml", "scenarios/default.yaml"])
    func `the fast reader reads it, and finds the same as the general parser`(_ file: String) throws {
        let text = try SourceTree.text(file)
        let plain = try #require(
            PlainYAMLReader.read(Array(text.utf8)),
            "it has YAML that only the general parser reads"
        )
        let general = try YAMLReader.readAny(text, file: file)
        #expect(plain.value.serialized == general.value.serialized)
        expectEqual(plain.sourceMap.root, general.sourceMap.root)
    }

    private func expectEqual(_ plain: SourceMap.Entry, _ general: SourceMap.Entry) {
        #expect(plain.key == general.key)
        #expect(plain.value == general.value)
        #expect(plain.children.count == general.children.count)
        for (plain, general) in zip(plain.children, general.children) { expectEqual(plain, general) }
    }
}
