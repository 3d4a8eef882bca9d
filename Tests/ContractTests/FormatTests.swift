import Contract
import Documents
import OrderedCollections
import Testing

struct FormatTests {
    @Test(
        arguments: [
            ("email", ["a@b.co", "first.last+tag@sub.example.com", "a@localhost", "!#$%&'*+-/=?^_`{|}~@x.y"]),
            ("uri", ["https://a.b/c?d=e#f", "urn:x:y", "mailto:a@b", "http://[::1]:80/", "http://u:p@h:1/%20", "x:"]),
            ("uri-reference", ["", "/a/b", "a", "?q", "#f", "//h/p", "https://a"]),
            (
                "date-time",
                [
                    "2026-06-04T10:00:00Z", "2026-06-04t10:00:00.123z", "2026-06-04T10:00:00+07:00",
                    "1998-12-31T23:59:60Z",
                ]
            ),
            ("date", ["2024-02-29", "2026-12-31"]),
            ("time", ["10:00:00Z", "23:59:60Z", "10:00:00.5-03:30", "00:29:60+00:30"]),
            ("uuid", ["2eb8aa08-AA98-11ea-b4aa-73b441d16380"]), ("ipv4", ["0.0.0.0", "255.1.22.3"]),
            ("ipv6", ["::", "::1", "1:2:3:4:5:6:7:8", "1::8", "::ffff:1.2.3.4", "1:2:3:4:5:6:7::"]),
            ("hostname", ["a", "example.com", "xn--4gbwdl.xn--wgbh1c", "1.2", "a-b"]),
            ("regex", ["a+", "^\\p{L}$", "(?<n>a)\\k<n>"]),
        ] as [(String, [String])]
    )
    func `a text in the required format is accepted`(format: String, texts: [String]) throws {
        for text in texts {
            #expect(try violations(of: .string(text), schema: #"{"format": "\#(format)"}"#).isEmpty, "\(text)")
        }
    }

    @Test(
        arguments: [
            (
                "email",
                [
                    "", "a", "@b.co", "a@", "a..b@c.d", ".a@b.c", "a.@b.c", "a b@c.d", "\"a b\"@c.d", "a@[1.2.3.4]",
                    "a@-b.c", "a@b..c", "é@b.c", "a(x)@b.c",
                ]
            ),
            (
                "uri",
                [
                    "", "/a", "a b:c", "http://a b", "http://[::1", "http://a:b/", "1x:y", "http://a/%2",
                    "http://a/[x]", "https://é",
                ]
            ),
            ("uri-reference", ["a b", "%", "a#b#c", "1:2", "\\a"]),
            (
                "date-time",
                [
                    "2026-06-04", "2026-06-04 10:00:00Z", "2026-06-04T10:00:00", "2026-06-04T24:00:00Z",
                    "2026-02-30T10:00:00Z", "2026-06-04T10:00:60Z", "2026-06-04T10:00:00.Z",
                ]
            ),
            ("date", ["2026-02-29", "2026-13-01", "2026-1-1", "2026-00-10", "20260101", "1900-02-29"]),
            ("time", ["10:00:00", "24:00:00Z", "10:60:00Z", "10:00:00+24:00", "10:00:00+1:00", "22:59:60Z"]),
            ("uuid", ["2eb8aa08aa9811eab4aa73b441d16380", "2eb8aa08-aa98-11ea-b4aa-73b441d1638g", ""]),
            ("ipv4", ["1.2.3", "256.1.1.1", "01.2.3.4", "1.2.3.4.5", "1.2.3.", "٢.1.1.1"]),
            (
                "ipv6",
                [
                    "", ":", ":::", "1:2:3:4:5:6:7", "1::2::3", "12345::", "1:2:3:4:5:6:7:8:9", "::1.2.3",
                    "1:2:3:4:5:6:7:8::", "fe80::1%eth0",
                ]
            ),
            ("hostname", ["", "-a", "a-", "a..b", "a_b", "a.", ".a", String(repeating: "a", count: 64)]),
            ("regex", ["(", "a**", "[z-a]", "\\a", "x{3,1}", "(?<n>a)(?<n>b)", "\\p{Nope}", "\\2(a)"]),
        ] as [(String, [String])]
    )
    func `a text that is not in the required format is refused`(format: String, texts: [String]) throws {
        for text in texts {
            let found = try violations(of: .string(text), schema: #"{"format": "\#(format)"}"#)
            #expect(found.map(\.keyword) == ["format"], "\(text)")
        }
    }
}
