import Documents
import Domain
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// Texts that could break a page: markup, quotes, both directions, emoji, and 200 characters.
enum HostileText {
    static let all = [
        "<script>alert(1)</script>", "</title><img src=x onerror=alert(1)>", "\"' onmouseover=\"alert(1)\" x='",
        "&lt;b&gt; &amp; \\u003c", "\u{202E}abc\u{202C} שלום עולם", "🧑🏽‍🚀🇮🇩\u{200D}\u{FE0F}",
        String(repeating: "W", count: 200),
    ]
}

extension Emulator {
    /// The id of the sandbox of a key.
    func sandboxID(_ key: String = usualKey) throws -> String {
        try #require(application.registry.sandbox(openedBy: key)).id.description
    }

    /// What the dashboard shows of a customer, as JSON.
    func profile(_ id: String, key: String = usualKey) throws -> JSONValue {
        let answer = try control().get("/customers/\(id)?sandbox=\(try sandboxID(key))")
        try #require(answer.status == 200)
        return answer.data
    }

    /// The kinds of the entries in the history of a customer, newest first.
    func history(of id: String, key: String = usualKey) throws -> [String] {
        try #require(try profile(id, key: key)["history"]?.array).column("kind").compactMap(\.string)
    }
}

extension MarkupOutline {
    /// Whether the page has only its own script, no image, and no attribute that runs a script or has a style.
    var isHarmless: Bool {
        let scripts = elements("script").map { $0.attributes["src"] }
        let names = elements.flatMap(\.attributes.keys)
        return scripts == ["/__admin/ui/assets/customers.js"] && elements("img").isEmpty
            && names.allSatisfy { !$0.hasPrefix("on") && $0 != "style" }
    }
}
