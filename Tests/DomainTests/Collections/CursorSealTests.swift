import Domain
import Testing

@Suite struct CursorSealTests {
    private let seal = CursorSeal(seed: WorldSeed(value: 42, key: "kdv_test_local"))
    private let query = "listCustomers?status=active"

    private func isAccepted(_ cursor: String) -> Bool {
        (try? seal.position(of: cursor, in: query)) != nil
    }

    @Test(arguments: [0, 1, 24, 25, 511, 512, 100_000, Int(Int32.max), Int.max])
    func `a cursor leads back to its position`(position: Int) throws {
        let cursor = seal.cursor(at: position, of: query)
        #expect(cursor.wholeMatch(of: /[A-Za-z0-9_-]{22}/) != nil)
        #expect(try seal.position(of: cursor, in: query) == position)
    }

    @Test func `cursors of different positions or queries differ`() {
        let cursors = (0..<2000).map { seal.cursor(at: $0, of: query) }
        #expect(Set(cursors).count == 2000)
        #expect(seal.cursor(at: 5, of: query) == seal.cursor(at: 5, of: query))
        #expect(seal.cursor(at: 5, of: query) != seal.cursor(at: 5, of: "listCustomers"))
    }

    @Test func `a cursor with one altered character is refused`() {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ é")
        var accepted: [String] = []
        for position in [0, 25, 99_999] {
            let cursor = Array(seal.cursor(at: position, of: query))
            for index in cursor.indices {
                for character in alphabet where character != cursor[index] {
                    var altered = cursor
                    altered[index] = character
                    if isAccepted(String(altered)) { accepted.append(String(altered)) }
                }
            }
        }
        #expect(accepted == [])
    }

    @Test func `a cursor that is mixed from two others is refused`() {
        let first = seal.cursor(at: 1, of: query)
        let second = seal.cursor(at: 2, of: query)
        #expect(throws: DomainError.invalidCursor) {
            try seal.position(of: String(first.prefix(11) + second.suffix(11)), in: query)
        }
    }

    @Test(arguments: ["listCustomers", "listCustomers?status=pending", "", "listCustomers?status=active "])
    func `a cursor of another query is refused`(other: String) {
        let cursor = seal.cursor(at: 25, of: other)
        #expect(throws: DomainError.invalidCursor) { try seal.position(of: cursor, in: query) }
    }

    @Test(arguments: [WorldSeed(value: 43, key: "kdv_test_local"), WorldSeed(value: 42, key: "kdv_test_other")])
    func `a cursor of another world is refused`(seed: WorldSeed) {
        let cursor = CursorSeal(seed: seed).cursor(at: 25, of: query)
        #expect(throws: DomainError.invalidCursor) { try seal.position(of: cursor, in: query) }
    }

    @Test(arguments: [
        "", "A", "eyJpZCI6ImN1c18iLCJ0cyI6MH0=", "AAAAAAAAAAAAAAAAAAAAAA", "______________________",
        "ééééééééééé", "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n", "AAAAAAAAAAAAAAAAAAAAAAA",
    ])
    func `a text that is not a cursor is refused`(text: String) {
        #expect(throws: DomainError.invalidCursor) { try seal.position(of: text, in: query) }
    }

    @Test func `random texts in the form of a cursor are refused`() {
        var random = RandomStream(seed: 8)
        let texts = (0..<20_000).map { _ in random.text(prefix: "", length: 22, alphabet: .base64URL) }
        #expect(texts.filter(isAccepted) == [])
    }
}
