import Documents

/// A time in UTC with milliseconds, as the API shows it.
package struct Timestamp: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package let milliseconds: Int64

    /// The time that many milliseconds after 1970-01-01T00:00:00Z.
    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The whole seconds since 1970-01-01T00:00:00Z, rounded down.
    package var seconds: Int64 {
        (milliseconds - milliseconds.modulo(1000)) / 1000
    }

    /// The time that is later by that many milliseconds, or earlier if the number is negative.
    package func adding(milliseconds: Int64) -> Timestamp {
        Timestamp(milliseconds: self.milliseconds + milliseconds)
    }

    /// The time that is later by that many hours.
    package func adding(hours: Int) -> Timestamp {
        adding(milliseconds: Int64(hours) * 3_600_000)
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

extension Timestamp: CustomStringConvertible {
    /// The time in the form `2026-06-04T10:00:00.000Z`.
    package var description: String {
        let day = CivilDate(daysSinceEpoch: (milliseconds - milliseconds.modulo(86_400_000)) / 86_400_000)
        let time = milliseconds.modulo(86_400_000)
        return String(utf8Capacity: Self.longestText) { text in
            text.append(day.year, width: 4)
            text.append(UInt8(ascii: "-"))
            text.append(day.month, width: 2)
            text.append(UInt8(ascii: "-"))
            text.append(day.day, width: 2)
            text.append(UInt8(ascii: "T"))
            text.append(time / 3_600_000, width: 2)
            text.append(UInt8(ascii: ":"))
            text.append(time / 60_000 % 60, width: 2)
            text.append(UInt8(ascii: ":"))
            text.append(time / 1000 % 60, width: 2)
            text.append(UInt8(ascii: "."))
            text.append(time % 1000, width: 3)
            text.append(UInt8(ascii: "Z"))
        }
    }

    /// The length of the text in bytes with the largest year that the milliseconds can have.
    private static let longestText = 30
}

extension OutputSpan<UInt8> {
    /// Adds a number with zeros before it, if it has fewer digits than `width`.
    fileprivate mutating func append(_ number: Int64, width: Int) {
        var divisor: UInt64 = 1
        for _ in 1..<width { divisor *= 10 }
        while number.magnitude / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(number.magnitude / divisor % 10))
            divisor /= 10
        }
    }
}

extension Int64 {
    /// The remainder of a division, never negative.
    func modulo(_ divisor: Int64) -> Int64 {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}
