import Domain
import Testing

@Suite struct TimestampParsingTests {
    @Test(arguments: [
        ("2026-06-05T00:00:00Z", "2026-06-05T00:00:00.000Z"),
        ("2026-06-05t00:00:00z", "2026-06-05T00:00:00.000Z"),
        ("2026-06-05T00:00Z", "2026-06-05T00:00:00.000Z"),
        ("2026-06-05T07:00:00.250+07:00", "2026-06-05T00:00:00.250Z"),
        ("2026-06-04T18:30:00-05:30", "2026-06-05T00:00:00.000Z"),
        ("2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00.000Z"),
        ("2024-02-29T23:30:00-01:00", "2024-03-01T00:30:00.000Z"),
        ("2026-06-05T00:00:00+00:00", "2026-06-05T00:00:00.000Z"),
        ("2026-06-05T00:00:00-00:00", "2026-06-05T00:00:00.000Z"),
        ("2026-06-05T12:00+23:59", "2026-06-04T12:01:00.000Z"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"),
    ])
    func `a text with any time zone is read as the same instant in UTC`(text: String, utc: String) throws {
        let moment = try #require(Timestamp(iso8601: text))
        #expect(moment.description == utc)
    }

    @Test(arguments: [
        (".5", 500), (".05", 50), (".005", 5), (".25", 250), (".123", 123), (".1239", 123), (".0009999", 0),
        (".999999999999999999999999", 999),
    ])
    func `a fraction of a second is cut off after the millisecond`(fraction: String, milliseconds: Int64) {
        let moment = Timestamp(iso8601: "1970-01-01T00:00:00\(fraction)Z")
        #expect(moment == Timestamp(milliseconds: milliseconds))
    }

    @Test(arguments: [
        "", "now", "1780567200000",
        "2026-06-05", "2026-06-05T00:00:00", "2026-06-05 00:00:00Z", "2026-06-05T00Z", "2026-06-05T0:00:00Z",
        "26-06-05T00:00:00Z", "+2026-06-05T00:00:00Z", "2026/06/05T00:00:00Z", "20260605T000000Z", "2026-6-5T00:00:00Z",
        "2026-00-05T00:00:00Z", "2026-13-05T00:00:00Z", "2026-06-00T00:00:00Z", "2026-06-31T00:00:00Z",
        "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2100-02-29T00:00:00Z",
        "2026-06-05T24:00:00Z", "2026-06-05T00:60:00Z", "2026-06-05T00:00:61Z",
        "2026-06-05T00:00:00.Z", "2026-06-05T00:00:00,5Z", "2026-06-05T00:00.5Z", "2026-06-05T00:00:Z",
        "2026-06-05T00:00:00+0700", "2026-06-05T00:00:00+07", "2026-06-05T00:00:00+24:00", "2026-06-05T00:00:00+07:60",
        "2026-06-05T00:00:00 Z", "2026-06-05T00:00:00ZZ", " 2026-06-05T00:00:00Z", "2026-06-05T00:00:00Z ",
        "2026-06-05T00:00:00UTC", "２０２６-06-05T00:00:00Z",
    ])
    func `a text that is not an instant with a time zone is refused`(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test(arguments: [(2000, true), (2024, true), (2023, false), (1900, false), (2100, false), (2400, true)])
    func `the 29th of February is accepted in leap years only`(year: Int, isLeap: Bool) {
        #expect((Timestamp(iso8601: "\(year)-02-29T00:00:00Z") != nil) == isLeap)
    }
}
