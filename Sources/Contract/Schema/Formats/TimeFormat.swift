import Documents

/// The formats of dates and times in RFC 3339.
enum TimeFormat {
    static func matchesDateTime(_ text: String) -> Bool {
        let bytes = text.utf8[...]
        guard bytes.count > 11 else { return false }
        let separator = bytes.index(bytes.startIndex, offsetBy: 10)
        guard bytes[separator] | 0x20 == UInt8(ascii: "t") else { return false }
        return matchesDate(bytes[..<separator]) && matchesTime(bytes[bytes.index(after: separator)...])
    }

    /// A date such as `2026-06-04`, whose day exists in its month.
    static func matchesDate(_ text: Substring.UTF8View) -> Bool {
        let bytes = Array(text)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10])
        else { return false }
        let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...12).contains(month) && day >= 1 && day <= lengths[month - 1]
    }

    /// A time such as `10:00:00.000Z` or with an offset; second 60 only at 23:59 UTC, as a leap second.
    static func matchesTime(_ text: Substring.UTF8View) -> Bool {
        let bytes = Array(text)
        guard bytes.count >= 9, bytes[2] == UInt8(ascii: ":"), bytes[5] == UInt8(ascii: ":"),
            let hour = number(bytes[0..<2]), let minute = number(bytes[3..<5]), let second = number(bytes[6..<8]),
            hour < 24, minute < 60, second <= 60
        else { return false }
        var rest = bytes[8...]
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            let fraction = rest.prefix(while: \.isDigit)
            guard !fraction.isEmpty else { return false }
            rest = rest[fraction.endIndex...]
        }
        guard let offset = offsetInMinutes(rest) else { return false }
        guard second == 60 else { return true }
        let day = 24 * 60
        return (hour * 60 + minute - offset + day) % day == day - 1
    }

    private static func offsetInMinutes(_ text: ArraySlice<UInt8>) -> Int? {
        guard let sign = text.first else { return nil }
        if text.count == 1 { return sign | 0x20 == UInt8(ascii: "z") ? 0 : nil }
        let digits = Array(text.dropFirst())
        guard digits.count == 5, digits[2] == UInt8(ascii: ":"), let hours = number(digits[0..<2]),
            let minutes = number(digits[3..<5]), hours < 24, minutes < 60
        else { return nil }
        switch sign {
        case UInt8(ascii: "+"): return hours * 60 + minutes
        case UInt8(ascii: "-"): return -(hours * 60 + minutes)
        default: return nil
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard digits.allSatisfy(\.isDigit) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
}
