/// Runtime expressions of links and callbacks, which name a part of a request or response (OpenAPI 3.1, 4.8.20.4).
enum RuntimeExpression {
    static let hint = "such as $request.body#/id, $request.query.id, $response.header.Location, $url or $statusCode"

    /// The expressions in braces in a text.
    static func embedded(in text: String) -> [String] {
        text.split(separator: "{").dropFirst(text.hasPrefix("{") ? 0 : 1)
            .map { String($0.prefix { $0 != "}" }) }.filter { $0.hasPrefix("$") }
    }

    /// Whether the text is a valid expression.
    static func isValid(_ text: String) -> Bool {
        if ["$url", "$method", "$statusCode"].contains(text) { return true }
        for side in ["$request.", "$response."] where text.hasPrefix(side) {
            return isSource(text.dropFirst(side.count))
        }
        return false
    }

    private static func isSource(_ source: Substring) -> Bool {
        if source == "body" || source == "body#" || source.hasPrefix("body#/") { return true }
        return ["header.", "query.", "path."].contains { source.hasPrefix($0) && source.count > $0.count }
    }
}
