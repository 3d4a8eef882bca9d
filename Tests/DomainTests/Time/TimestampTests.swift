import Domain
import Testing

@Suite struct TimestampTests {
    static let instants: [(Int64, String)] = [
        (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
        (-12_219_292_800_000, "1582-10-15T00:00:00.000Z"),
        (-2_203_891_201_000, "1900-02-28T23:59:59.000Z"),
        (-2_203_891_200_000, "1900-03-01T00:00:00.000Z"),
        (-1000, "1969-12-31T23:59:59.000Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
        (0, "1970-01-01T00:00:00.000Z"),
        (68_212_800_000, "1972-02-29T12:00:00.000Z"),
        (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (951_868_800_000, "2000-03-01T00:00:00.000Z"),
        (1_780_567_200_007, "2026-06-04T10:00:00.007Z"),
        (1_835_481_599_999, "2028-02-29T23:59:59.999Z"),
        (2_147_483_648_000, "2038-01-19T03:14:08.000Z"),
        (4_107_542_399_000, "2100-02-28T23:59:59.000Z"),
        (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ]

    @Test(arguments: instants)
    func `a known instant is written in UTC to the millisecond`(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
    }

    @Test(arguments: instants)
    func `a written timestamp is read back as the same instant`(milliseconds: Int64, text: String) {
        #expect(Timestamp(iso8601: text) == Timestamp(milliseconds: milliseconds))
    }

    @Test func `every day of four centuries survives being written and read`() {
        let days = (-47_482..<98_615).map { Timestamp(milliseconds: $0 * 86_400_000 + 43_200_001) }
        let texts = days.map(\.description)
        #expect(texts.map { Timestamp(iso8601: $0) } == days)
        #expect(zip(texts, texts.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func `random instants survive being written and read`() {
        var random = RandomStream(seed: 1)
        let moments = (0..<10_000).map { _ in
            Timestamp(milliseconds: .random(in: -62_135_596_800_000...253_402_300_799_999, using: &random))
        }
        #expect(moments.map { Timestamp(iso8601: $0.description) } == moments)
    }

    @Test(arguments: [(0, 0), (999, 0), (1000, 1), (-1, -1), (-1000, -1), (-1001, -2)] as [(Int64, Int64)])
    func `the whole seconds of a timestamp are rounded down`(milliseconds: Int64, seconds: Int64) {
        #expect(Timestamp(milliseconds: milliseconds).seconds == seconds)
    }

    @Test func `timestamps can be moved and compared`() {
        let moment = Timestamp(milliseconds: 500)
        #expect(moment.adding(milliseconds: -1500) == Timestamp(milliseconds: -1000))
        #expect(moment.adding(hours: 168) == Timestamp(milliseconds: 604_800_500))
        #expect(moment < moment.adding(milliseconds: 1))
        #expect(!(moment < moment))
    }
}
