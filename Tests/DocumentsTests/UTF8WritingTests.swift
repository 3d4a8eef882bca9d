import Testing

@testable import Documents

struct UTF8WritingTests {
    @Test(arguments: ["", "short", "exactly fifteen", "longer than a small string", "é and 😀"])
    func `a string has the bytes that were written, and no more than its capacity allows`(text: String) {
        for spare in [0, 1, 40] {
            let written = String(utf8Capacity: text.utf8.count + spare) { output in
                for byte in text.utf8 { output.append(byte) }
            }
            #expect(written == text)
            #expect(written.utf8.count == text.utf8.count)
        }
    }

    @Test func `bytes that are not UTF-8 are repaired in a written string`() {
        let written = String(utf8Capacity: 2) { output in
            output.append(0xFF)
            output.append(0x41)
        }
        #expect(written == "\u{FFFD}A")
    }

    @Test(arguments: ["", "text", "é and 😀 in a longer text"])
    func `valid bytes are a text`(text: String) {
        #expect(String(utf8: Array(text.utf8).span) == text)
    }

    @Test(arguments: [[0xFF], [0x41, 0xC3], [0xED, 0xA0, 0x80]] as [[UInt8]])
    func `bytes that are not UTF-8 are no text`(bytes: [UInt8]) {
        #expect(String(utf8: bytes.span) == nil)
    }

    @Test func `bytes are copied behind those of an output, also none`() {
        let several: [UInt8] = [2, 3, 4]
        let none: [UInt8] = []
        let bytes = [UInt8](capacity: 8) { output in
            output.append(1)
            output.append(copying: several.span)
            output.append(copying: none.span)
            output.append(5)
        }
        #expect(bytes == [1, 2, 3, 4, 5])
    }
}
