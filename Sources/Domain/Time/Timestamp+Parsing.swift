extension Timestamp {
    /// Reads ISO 8601 with a zone, such as `2026-06-05T00:00:00Z` or `2026-06-05T07:00:00.250+07:00`.
    package init?(iso8601 text: String) {
        var reader = TimestampReader(text: Array(text.utf8))
        guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2), reader.take("-"),
            let day = reader.digits(2), reader.take("T") || reader.take("t"),
            let hour = reader.digits(2), reader.take(":"), let minute = reader.digits(2)
        else { return nil }
        var second: Int64 = 0
        var millisecond: Int64 = 0
        if reader.take(":") {
            guard let digits = reader.digits(2), let fraction = reader.fraction() else { return nil }
            second = digits
            millisecond = fraction
        }
        guard let offset = reader.zone(), reader.isAtEnd else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        guard let days = date.daysSinceEpoch, hour < 24, minute < 60, second < 61 else { return nil }
        let minutes = (days * 24 + hour) * 60 + minute - offset
        self.init(milliseconds: (minutes * 60 + second) * 1000 + millisecond)
    }
}

extension CivilDate {
    /// The days since 1970-01-01; nil for a date that does not exist, such as 30 February.
    var daysSinceEpoch: Int64? {
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        let marchYear = month <= 2 ? year - 1 : year
        let yearOfEra = marchYear.modulo(400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = (marchYear - yearOfEra) / 400 * 146_097 + dayOfEra - 719_468
        return CivilDate(daysSinceEpoch: days) == self ? days : nil
    }
}

/// Reads a timestamp from left to right.
private struct TimestampReader {
    let text: [UInt8]
    var index = 0

    init(text: [UInt8]) { self.text = text }

    var isAtEnd: Bool { index == text.count }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard index < text.count, text[index] == UInt8(truncatingIfNeeded: character.value) else { return false }
        index += 1
        return true
    }

    mutating func digits(_ count: Int) -> Int64? {
        guard index + count <= text.count else { return nil }
        var value: Int64 = 0
        for byte in text[index..<index + count] {
            guard let digit = digit(byte) else { return nil }
            value = value * 10 + digit
        }
        index += count
        return value
    }

    /// Reads the milliseconds after a decimal point; further digits are ignored.
    mutating func fraction() -> Int64? {
        guard take(".") else { return 0 }
        var value: Int64 = 0
        var count = 0
        while index < text.count, let digit = digit(text[index]) {
            if count < 3 { value = value * 10 + digit }
            count += 1
            index += 1
        }
        guard count > 0 else { return nil }
        for _ in min(count, 3)..<3 { value *= 10 }
        return value
    }

    /// Reads the offset from UTC, in minutes.
    mutating func zone() -> Int64? {
        if take("Z") || take("z") { return 0 }
        let isEast = take("+")
        guard isEast || take("-"), let hours = digits(2), take(":"), let minutes = digits(2), hours < 24, minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (isEast ? 1 : -1)
    }

    private func digit(_ byte: UInt8) -> Int64? {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int64(byte - UInt8(ascii: "0")) : nil
    }
}
