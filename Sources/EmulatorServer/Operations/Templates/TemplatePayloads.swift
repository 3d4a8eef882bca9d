import Documents
import Domain
import OrderedCollections

extension TemplateDraft {
    /// Reads the body of createTemplate; a value that the schema refuses is read as if absent.
    init(_ body: JSONValue) {
        self.init(
            name: body["name"]?.string ?? "",
            language: body["language"]?.string ?? "",
            category: body["category"]?.string.flatMap(Template.Category.init(rawValue:)) ?? .utility,
            components: body["components"]?.array?.compactMap(\.object) ?? [],
            variables: body["variables"]?.array?.compactMap(\.string)
        )
    }
}
