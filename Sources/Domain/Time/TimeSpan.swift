/// A length of time in milliseconds, such as the wait before a retry.
package struct TimeSpan: Hashable, Comparable, Sendable {
    /// The number of milliseconds; never negative.
    package let milliseconds: Int64

    /// A time span of that many milliseconds; a negative number counts as zero.
    package init(milliseconds: Int64) {
        self.milliseconds = max(0, milliseconds)
    }

    /// The time span of 0 milliseconds.
    package static let zero = TimeSpan(milliseconds: 0)

    /// A time span of that many seconds.
    package static func seconds(_ count: Int64) -> TimeSpan { TimeSpan(milliseconds: count * 1000) }

    /// A time span of that many minutes.
    package static func minutes(_ count: Int64) -> TimeSpan { .seconds(count * 60) }

    /// A time span of that many hours.
    package static func hours(_ count: Int64) -> TimeSpan { .minutes(count * 60) }

    package static func < (left: TimeSpan, right: TimeSpan) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

extension TimeSpan: CustomStringConvertible {
    private static let units: [(name: String, milliseconds: Int64)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ]

    /// The longest time span that can be read, 100 years; a longer one is taken for a mistake.
    package static let longest = TimeSpan(milliseconds: 36_525 * 86_400_000)

    /// The time span in the largest unit that divides it, such as `90s`.
    package var description: String {
        guard milliseconds > 0, let unit = Self.units.first(where: { milliseconds % $0.milliseconds == 0 }) else {
            return "0s"
        }
        return "\(milliseconds / unit.milliseconds)\(unit.name)"
    }

    /// Reads `250ms`, `2s`, `5m`, `1h`, `8d`, or ISO 8601 without years and months, such as `P8D` and `PT1H30M`.
    package init?(_ text: String) {
        guard let milliseconds = Self.short(text) ?? Self.iso(text), milliseconds <= Self.longest.milliseconds else {
            return nil
        }
        self.init(milliseconds: milliseconds)
    }

    private static func short(_ text: String) -> Int64? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int64(digits), let unit = units.first(where: { $0.name == text[digits.endIndex...] }) else {
            return nil
        }
        return product(count, unit.milliseconds)
    }

    /// Each designator may occur once, from large to small; only seconds may have a fraction.
    private static func iso(_ text: String) -> Int64? {
        guard text.hasPrefix("P"), text.count > 1, !text.hasSuffix("T") else { return nil }
        let parts = text.dropFirst().split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        let days = sum(parts[0], units: [("W", 604_800_000), ("D", 86_400_000)])
        let time = parts.count == 2 ? sum(parts[1], units: [("H", 3_600_000), ("M", 60_000), ("S", 1000)]) : 0
        guard let days, let time else { return nil }
        return days + time
    }

    private static func sum(_ text: Substring, units: [(name: Character, milliseconds: Int64)]) -> Int64? {
        var rest = text
        var total: Int64 = 0
        for unit in units {
            guard let end = rest.firstIndex(of: unit.name) else { continue }
            guard let value = milliseconds(rest[..<end], unit: unit.milliseconds) else { return nil }
            total += value
            rest = rest[rest.index(after: end)...]
        }
        return rest.isEmpty ? total : nil
    }

    private static func milliseconds(_ number: Substring, unit: Int64) -> Int64? {
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, isDigits(whole), let count = Int64(whole) else { return nil }
        guard parts.count > 1 else { return product(count, unit) }
        guard unit == 1000, parts.count == 2, isDigits(parts[1]) else { return nil }
        guard let fraction = Int64((parts[1] + "00").prefix(3)) else { return nil }
        return product(count, unit).map { $0 + fraction }
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber }
    }

    /// Nil above the longest time span, so that a sum of several cannot overflow.
    private static func product(_ count: Int64, _ unit: Int64) -> Int64? {
        let (result, overflow) = count.multipliedReportingOverflow(by: unit)
        return overflow || result > longest.milliseconds ? nil : result
    }
}

extension Timestamp {
    /// The time that is later by that time span.
    package func adding(_ span: TimeSpan) -> Timestamp {
        adding(milliseconds: span.milliseconds)
    }
}
