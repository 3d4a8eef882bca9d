import Contract
import Documents
import Testing

@testable import EmulatorCommands

/// The stand-ins for confidential values, and how those of two recordings are compared.
@Suite struct StandInTests {
    @Test(arguments: [
        ("cus_335T08RM0EAKN9DTE6RD5RWP7B", "cus_00000000000000000000000001"), ("t1_v477nbrhghbi", "t1_000000000001"),
        ("kdv_live_TavbPKwIuqOr69ALEKLNennZ", "kdv_live_000000000000000000000001"),
        ("kdv_test_local", "kdv_test_0000001"), ("csl_3V3EMgPDU4zCTm7Fju7KWvqb", "csl_000000000000000000000001"),
        ("wamid.HBgMNjI4AA==", "wamid.0000001"), ("+628111222333", "+100000000001"),
        ("+62 857-2516-5424", "+1000000000001"), ("1111475158712095", "1000000000000001"),
        ("a.b+c@mail.example.org", "person-0000001@example.com"), ("x1234567y", "x10000001y"),
        ("whsec_MfKQ9r8G/KYqw+TwjU==", "whsec_00000000000000000001"), ("my_kdv_live_x", "my_kdv_live_0000001"),
        ("budi%40mail.example", "person-0000001@example.com"), ("büdi@mail.example", "person-0000001@example.com"),
        ("https://a.example/x?token=y", "https://example.com/0000001"), ("0857-2516-5424", "100000000001"),
        ("7f3a9c2e-1b4d-4e8f-9a6b-5c3d2e1f0a9b", "token-0000001"), ("eyJpZCI6MTIzNDU2N30=", "token-0000001"),
        ("192.168.100.200", "100000000001"), ("createCustomerSetupLink", "createCustomerSetupLink"),
        ("2026-06-04", "2026-06-04"), ("application/problem+json", "application/problem+json"),
        ("123456", "123456"), ("2026-06-04T10:00:00.000Z", "2026-06-04T10:00:00.000Z"), ("rate_limit", "rate_limit"),
        ("", ""),
    ])
    func `a confidential word is replaced by one of the same form`(text: String, expected: String) {
        #expect(StandIns().cleaned(text) == expected)
        #expect(StandIns().cleaned("\"\(text)\".") == "\"\(expected)\".")
    }

    @Test func `the same value has the same stand-in, also in another spelling and inside a text`() {
        let standIns = StandIns()
        #expect(standIns.standIn(for: "+62 857-2516-5424", .text) == "+1000000000001")
        #expect(standIns.standIn(for: "6285725165424", .text) == "1000000000001")
        #expect(standIns.standIn(for: "Budi Santoso", .name) == "Name 0000002")
        #expect(standIns.standIn(for: "Budi Santoso", .text) == "Text 0000002")
        #expect(standIns.standIn(for: "6285725165424", .id) == "id-0000001")
        #expect(standIns.formed("6285725165424", .id) == "1000000000001")
        #expect(standIns.cleaned("Budi Santoso (+6285725165424)") == "Name 0000002 (+1000000000001)")
        #expect(standIns.cleaned("BUDI SANTOSO, Santoso") == "Name 0000002, Name 0000002")
        #expect(standIns.cleaned("Santosos, rebudi") == "Santosos, rebudi")
    }

    @Test func `a word of a name that is also a value is sought in capitals and small letters`() {
        let standIns = StandIns()
        #expect(standIns.standIn(for: "Maria Santos", .name) == "Name 0000001")
        #expect(standIns.cleaned("Maria, MARIA") == "Name 0000001, MARIA")
        #expect(standIns.standIn(for: "Maria", .text) == "Text 0000002")
        #expect(standIns.standIn(for: "Joko Maria", .name) == "Name 0000003")
        #expect(standIns.cleaned("Maria, MARIA, Santos") == "Text 0000002, Text 0000002, Name 0000001")
    }

    @Test(arguments: [
        ("Žofie Nováková", "ŽOFIE NOVÁKOVÁ žofie nováková", "Name 0000001 Name 0000001"),
        ("Jose\u{301} Marti", "JOS\u{C9} MARTI", "Name 0000001"),
        ("Weiß Groß", "WEISS GROSS, weiss gross", "Name 0000001, Name 0000001"), ("Saxasaxa", "aßaxasaxa", "aßaxasaxa"),
        ("anna anna", "anna anna anna", "Name 0000001 anna"),
        ("An An", "xAn An An", "xAn Name 0000001"),
    ])
    func `a name is found in capitals and small letters of any script`(name: String, text: String, expected: String) {
        let standIns = StandIns()
        _ = standIns.standIn(for: name, .name)
        #expect(standIns.cleaned(text) == expected)
    }

    @Test func `a number is sought until the next step, and the longest text counts`() {
        let standIns = StandIns()
        standIns.beginStep()
        #expect(standIns.standIn(for: "5000", .text) == "Text 0000001")
        #expect(standIns.standIn(forNumber: .integer(47)) == "Number 0000002")
        #expect(standIns.standIn(forNumber: .integer(12345)) == "Number 0000003")
        #expect(standIns.standIn(forNumber: .number(47.5)) == "Number 0000004")
        let text = "47.5 or 12345 or 5000"
        #expect(standIns.cleaned(text) == "Number 0000004 or Number 0000003 or Text 0000001")
        standIns.beginStep()
        #expect(standIns.cleaned(text) == "47.5 or 12345 or Text 0000001")
    }

    @Test(arguments: [
        ("cus_0000001", "cus_0000005", true), ("cus_0000001", "msg_0000005", false), ("a", "a", true),
        ("a", "b", false),
        ("x +10000001 y", "x +1000000005 y", true), ("Name 0000001", "Name 000005", false),
        ("id-0000001 id-0000001", "id-0000005 id-0000006", false),
        ("id-0000001 cus_00000001", "id-0000005 cus_00000005", true),
        ("id-0000001 +10000001", "id-0000005 +100000000005", true),
        ("id-0000001 +10000001", "id-0000005 +100000000006", false),
    ])
    func `texts are equal if they differ only in the numbers of stand-ins`(
        expected: String,
        actual: String,
        areEqual: Bool
    ) {
        var pairs = StandInPairs()
        let isMatch = pairs.match(expected, actual)
        #expect(isMatch == areEqual)
    }

    @Test func `a stand-in always belongs to the same one of the other recording`() {
        var pairs = StandInPairs()
        let found = [
            ("cus_0000001", "cus_0000005"), ("/v1/customers/cus_0000001", "/v1/customers/cus_0000005"),
            ("cus_0000001", "cus_0000006"), ("cus_0000002", "cus_0000005"), ("cus_0000002", "cus_0000006"),
        ].map { pairs.match($0, $1) }
        #expect(found == [true, true, false, false, true])
    }

    @Test func `names with stand-ins belong together as values do`() {
        var pairs = StandInPairs()
        let isMatch = pairs.match("Text 0000002", "Text 0000007")
        #expect(isMatch)
        let partners = pairs.partners(
            of: ["plain", "Text 0000001", "Text 0000002", "gone"],
            among: ["Text 0000007", "new", "Text 0000001", "plain"]
        )
        #expect(
            partners == ["plain": "plain", "Text 0000001": "Text 0000001", "Text 0000002": "Text 0000007"]
        )
        let isOther = !pairs.match("Text 0000001", "Text 0000008")
        #expect(isOther)
    }
}
