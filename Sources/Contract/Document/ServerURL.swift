import Documents
import OrderedCollections

/// Finds the paths in the URLs of servers.
enum ServerURL {
    /// The most paths of one URL, which may have many variables.
    private static let maximumPaths = 32

    /// The paths, without a final slash, of the first list of servers that is not empty; `[""]` if there is none.
    static func paths(of lists: [JSONValue?]) -> [String] {
        guard let servers = lists.lazy.compactMap({ $0?.array }).first(where: { !$0.isEmpty }) else { return [""] }
        var paths: OrderedSet<String> = []
        for server in servers { paths.formUnion(self.paths(of: server)) }
        return paths.isEmpty ? [""] : paths.elements
    }

    /// The paths of a server, one for each combination of the values of its variables; defaults come first.
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

    /// The path of a URL; a relative URL is relative to the root.
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
