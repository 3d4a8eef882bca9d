import Documents

/// The media types in an `Accept` field (RFC 9110, section 12.5.1).
package struct AcceptedTypes {
    private let ranges: [(range: String, quality: Double)]

    /// Parses the field; without one, every media type is accepted.
    package init(_ field: String?) {
        ranges = (field ?? "*/*").split(separator: ",").map { item in
            let quality = HeaderParameters(String(item))["q"].flatMap { Double($0) } ?? 1
            return (MediaType.essence(String(item)), quality)
        }
    }

    /// The quality from 0 (not accepted) to 1 of a media type or range, by the most precise range that matches it.
    package func quality(of mediaType: String) -> Double {
        let fitting = ranges.filter { MediaType.covers($0.range, mediaType) || MediaType.covers(mediaType, $0.range) }
        return fitting.min { MediaType.wildcards(in: $0.range) < MediaType.wildcards(in: $1.range) }?.quality ?? 0
    }

    /// The media type to send if the contract has only a range: an accepted one, or a usual one such as `image/png`.
    func mediaType(within range: String) -> String {
        guard MediaType.wildcards(in: range) > 0 else { return range }
        let asked = ranges.first { MediaType.wildcards(in: $0.range) == 0 && MediaType.covers(range, $0.range) }
        if let asked { return asked.range }
        return switch MediaType.essence(range).prefix(while: { $0 != "/" }) {
        case "text": "text/plain"
        case "image": "image/png"
        case "audio": "audio/mpeg"
        case "video": "video/mp4"
        case "*", "application": "application/json"
        default: "application/octet-stream"
        }
    }
}
