import Documents
import OrderedCollections

/// The part of a server's URL that belongs to the path.
enum ServerURL {
    /// A URL with many variables has no more paths than this.
    private static let maximumPaths = 32

    /// The paths of the innermost list of servers that has an entry, without a slash at the end; `[""]` without any.
    static func paths(of lists: [JSONValue?]) -> [String] {
        guard let servers = lists.lazy.compactMap({ $0?.array }).first(where: { !$0.isEmpty }) else { return [""] }
        var paths: OrderedSet<String> = []
        for server in servers { paths.formUnion(self.paths(of: server)) }
        return paths.isEmpty ? [""] : paths.elements
    }

    /// The paths of a server: one for each combination of the values that its variables may have, defaults first.
    private static func paths(of server: JSONValue) -> [String] {
        guard let url = server["url"]?.string else { return [] }
        var urls = [url]
        for (name, variable) in server["variables"]?.object ?? [:] where url.contains("{\(name)}") {
            let preset = variable["default"]?.string
            let values = OrderedSet([preset].compactMap(\.self) + (variable["enum"]?.array ?? []).compactMap(\.string))
            guard !values.isEmpty else { continue }
            urls = urls.flatMap { url in values.map { url.replacing("{\(name)}", with: $0) } }
            urls = Array(urls.prefix(maximumPaths))
        }
        return OrderedSet(urls.map(path)).elements
    }

    /// Relative URLs start from the root, where the contract is served.
    private static func path(of url: String) -> String {
        var rest = url.prefix { $0 != "?" && $0 != "#" }
        if let mark = rest.firstRange(of: "://") {
            rest = rest[mark.upperBound...]
            rest = rest[(rest.firstIndex(of: "/") ?? rest.endIndex)...]
        } else if rest.hasPrefix("//") {
            rest = rest.dropFirst(2)
            rest = rest[(rest.firstIndex(of: "/") ?? rest.endIndex)...]
        }
        var segments: [Substring] = []
        for segment in rest.split(separator: "/") where segment != "." {
            if segment != ".." { segments.append(segment) } else { _ = segments.popLast() }
        }
        return segments.map { "/" + $0 }.joined()
    }
}
