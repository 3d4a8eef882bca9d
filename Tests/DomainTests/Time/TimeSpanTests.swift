import Domain
import Testing

struct TimeSpanTests {
    @Test(
        arguments: [
            ("0s", 0), ("250ms", 250), ("2s", 2000), ("5m", 300_000), ("1h", 3_600_000), ("8d", 691_200_000),
            ("0ms", 0), ("007s", 7000), ("36525d", 3_155_760_000_000), ("3155760000000ms", 3_155_760_000_000),
            ("PT0S", 0), ("PT31H", 111_600_000), ("P8D", 691_200_000), ("P2W", 1_209_600_000),
            ("P1W1DT1H1M1S", 694_861_000), ("PT1H30M", 5_400_000), ("P1DT12H", 129_600_000), ("PT90M", 5_400_000),
            ("PT1.5S", 1500), ("PT0.25S", 250), ("PT0.007S", 7), ("PT1.2349S", 1234),
            ("PT1M0.99999999999999999999S", 60_999), ("P0D", 0), ("P36525D", 3_155_760_000_000),
        ] as [(String, Int64)]
    )
    func `a span in short or ISO 8601 form is read to the millisecond`(text: String, milliseconds: Int64) {
        #expect(TimeSpan(text) == TimeSpan(milliseconds: milliseconds))
    }

    @Test(arguments: [
        "", " ", "s", "ms", "5", "5 s", " 5s", "5s ", "-5s", "+5s", "1.5s", "5S", "5M", "5sec", "5w", "5y", "1h30m",
        "٣s", "1\u{301}s", "0x5s", "1e3s",
        "P", "PT", "T5S", "p1D", "PT5s", "P1DT", "P1Y", "P1M", "P1H", "PT1D", "P5", "PT5", "PT1H30", "-PT1H", "PT-1H",
        "PT+1H", "PT1M1H", "P1D1W", "PT1H1H", "PT1S1M", "PT.5S", "PT1.S", "PT1.5M", "PT1.5.5S", "PT1,5S", "P1.5D",
        "PT1HT1M", "P T1H", "PT1H ", "PTH", "P٣D",
    ])
    func `a text that is not a span is refused`(text: String) {
        #expect(TimeSpan(text) == nil)
    }

    @Test(arguments: [
        "36526d", "876601h", "3155760000001ms", "106751991168d", "9223372036854775807ms", "9223372036854775807d",
        "9223372036854775808ms", "99999999999999999999999s",
        "P36526D", "P36525DT1S", "PT3155760000.001S", "P5218W", "PT9223372036854775807H",
        "P5217W36525DT876600H52595999M3155760000S", "PT99999999999999999999999S",
        "P15250284452W106751991167D", "PT2562047788015H153722867280912M", "PT9223372036854775.999S",
    ])
    func `a span of more than a hundred years is refused`(text: String) {
        #expect(TimeSpan(text) == nil)
    }

    @Test(
        arguments: [
            (0, "0s"), (1, "1ms"), (999, "999ms"), (1000, "1s"), (1500, "1500ms"), (59_000, "59s"), (60_000, "1m"),
            (90_000, "90s"), (3_600_000, "1h"), (5_400_000, "90m"), (86_400_000, "1d"), (90_000_000, "25h"),
            (604_800_000, "7d"), (3_155_760_000_000, "36525d"),
        ] as [(Int64, String)]
    )
    func `a span is written in the largest unit that is exact, and read back`(milliseconds: Int64, text: String) {
        let span = TimeSpan(milliseconds: milliseconds)
        #expect(span.description == text)
        #expect(TimeSpan(text) == span)
    }

    @Test func `spans of any size survive being written and read`() {
        var random = RandomStream(seed: 1)
        let spans = (0..<10_000).map { number in
            let unit: [Int64] = [1, 1000, 60_000, 3_600_000, 86_400_000]
            let count = Int64.random(in: 0...36_525, using: &random)
            return TimeSpan(milliseconds: count * unit[number % unit.count])
        }
        #expect(spans.map { TimeSpan($0.description) } == spans)
    }

    @Test func `the units of a span are multiples of each other`() {
        #expect(TimeSpan.seconds(90) == TimeSpan(milliseconds: 90_000))
        #expect(TimeSpan.minutes(3) == .seconds(180))
        #expect(TimeSpan.hours(24) == .minutes(1440))
        #expect(TimeSpan("100d") == .hours(2400))
        #expect(TimeSpan.longest == .hours(36_525 * 24))
    }

    @Test func `a negative span becomes zero`() {
        #expect(TimeSpan(milliseconds: -1) == .zero)
        #expect(TimeSpan(milliseconds: .min) == .zero)
        #expect(TimeSpan.seconds(-5).milliseconds == 0)
    }

    @Test func `spans are ordered by their length and can be added to a timestamp`() {
        #expect(TimeSpan.seconds(59) < .minutes(1))
        #expect(!(TimeSpan.minutes(1) < .seconds(60)))
        #expect(Timestamp.start.adding(.minutes(90)).description == "2026-06-04T11:30:00.000Z")
        #expect(Timestamp.start.adding(.zero) == .start)
    }
}
