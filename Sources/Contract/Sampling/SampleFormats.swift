/// Texts of various lengths that have a format.
struct SampleFormats {
    let minimum: Int
    let maximum: Int
    /// How many texts are excluded because they have been used before.
    let variation: Int

    subscript(format: StringFormat) -> [String] {
        let texts = variation == 0 ? [format.sample] + shorter(format) : numbered(format)
        guard minimum > 0 else { return texts }
        return texts + texts.map { longer($0, format) }
    }

    /// Other texts with the format, most of them shorter than the default one.
    private func shorter(_ format: StringFormat) -> [String] {
        switch format {
        case .email: ["a@b.co", "a@b"]
        case .uri: ["http://a.co", "http://a", "urn:a", "a:b", "a:"]
        case .uriReference: ["a", ""]
        case .dateTime: ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000+00:00"]
        case .date, .uuid: []
        case .time: ["00:00:00.000Z", "00:00:00+00:00", "00:00:00.000+00:00"]
        case .ipv4: ["1.1.1.1", "192.168.10.1", "192.168.100.1", "192.168.100.10", "192.168.100.100"]
        case .ipv6: ["::", "::1", "2001:db8:0:0:0:0:0:1", "2001:0db8:0000:0000:0000:0000:0000:0001"]
        case .hostname: ["a.co", "a"]
        case .regex: ["a", ""]
        }
    }

    /// The texts after the default one, which differ by the number of used texts.
    private func numbered(_ format: StringFormat) -> [String] {
        let number = variation
        let short = String(number, radix: 36)
        let two = { (value: Int) in value < 10 ? "0\(value)" : String(value) }
        let time = "\(two(number / 3_600 % 24)):\(two(number / 60 % 60)):\(two(number % 60))"
        switch format {
        case .email: return ["name\(number + 1)@example.com", "\(short)@b.co", "\(short)@b"]
        case .uri: return ["https://example.com/\(number + 1)", "a:\(short)"]
        case .uriReference: return ["/\(number + 1)", short]
        case .dateTime: return ["2026-01-01T\(time).000Z", "2026-01-01T\(time)Z"]
        case .date: return ["\(2026 + number / 336)-\(two(number / 28 % 12 + 1))-\(two(number % 28 + 1))"]
        case .time: return ["\(time)Z"]
        case .uuid:
            let digits = String(number, radix: 16)
            return ["00000000-0000-4000-8000-" + String(repeating: "0", count: max(12 - digits.count, 0)) + digits]
        case .ipv4: return ["192.0.\(number / 250 % 250 + 2).\(number % 250 + 1)", "1.1.1.\(number % 250 + 2)"]
        case .ipv6: return ["2001:db8::" + String(number + 1, radix: 16), "::" + String(number + 1, radix: 16)]
        case .hostname: return ["host\(number + 1).example.com", "a" + short]
        case .regex: return ["^text\(number + 1)$", "a" + short]
        }
    }

    /// The text, extended to the minimum length if its format allows it.
    private func longer(_ text: String, _ format: StringFormat) -> String {
        let missing = minimum - text.unicodeScalars.count
        guard missing > 0 else { return text }
        switch format {
        case .email:
            // The part before `@` may have at most 64 characters.
            let local = min(missing, 64 - (text.firstIndex(of: "@").map { text[..<$0].count } ?? 0))
            return String(repeating: "a", count: max(local, 0)) + text + labels(missing - max(local, 0))
        case .uri, .uriReference, .regex: return text + String(repeating: "a", count: missing)
        case .hostname: return text + labels(missing)
        case .dateTime, .time:
            guard text.hasSuffix("Z") else { return text }
            let point = text.contains(".") ? "" : "."
            let zeros = String(repeating: "0", count: max(missing - point.count, 1))
            return text.dropLast() + point + zeros + "Z"
        case .date, .uuid, .ipv4, .ipv6: return text
        }
    }

    /// More labels of a host name with `count` characters in total; a label may have at most 63.
    private func labels(_ count: Int) -> String {
        var text = ""
        var missing = count
        while missing > 1 {
            let length = min(missing - 1, 50)
            // A single remaining character would be too short for a dot and a label.
            let adjusted = missing - 1 - length == 1 ? length - 1 : length
            text += "." + String(repeating: "a", count: adjusted)
            missing -= adjusted + 1
        }
        return text + String(repeating: "a", count: missing > 0 ? 1 : 0)
    }
}

extension StringFormat {
    /// A pattern that matches many texts with the format, for a search together with other patterns; nil for `regex`.
    var shape: String? {
        let date = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
        let time = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]+)?(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])"
        let byte = "(?:0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])"
        switch self {
        case .email: return "^[A-Za-z0-9_+-]+(?:\\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*$"
        case .uri: return "^[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9/._~?=&%-]*$"
        case .uriReference: return "^[A-Za-z0-9/._~?=&-]*$"
        case .dateTime: return "^\(date)T\(time)$"
        case .date: return "^\(date)$"
        case .time: return "^\(time)$"
        case .uuid: return "^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"
        case .ipv4: return "^\(byte)(?:\\.\(byte)){3}$"
        case .ipv6: return "^[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){7}$"
        case .hostname: return "^[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*$"
        case .regex: return nil
        }
    }
}
