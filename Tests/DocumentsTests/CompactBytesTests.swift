import Documents
import Testing

@Suite struct CompactBytesTests {
    @Test(arguments: [1, 15, 300])
    func `compact bytes are equal and have less spare capacity than an allocation is rounded up by`(count: Int) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4096)
        for number in 0..<count { bytes.append(UInt8(truncatingIfNeeded: number)) }
        #expect(bytes.compact == bytes)
        #expect(bytes.compact.capacity < count + 64)
    }

    @Test func `no bytes are compact without an allocation`() {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4096)
        #expect(bytes.compact.isEmpty)
        #expect(bytes.compact.capacity == 0)
    }

    @Test func `the text of a writer has spare capacity until it is compact`() {
        let text = JSONWriter.bytes(capacity: 512) { writer in writer.value("Acme") }
        #expect(text.capacity >= 512)
        #expect(text.compact == text)
        #expect(text.compact.capacity < 64)
    }
}
