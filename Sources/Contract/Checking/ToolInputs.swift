import Documents
import OrderedCollections

/// The names that the arguments of a tool can have in the request of its operation.
struct ToolInputs {
    let path: [String]
    /// The query parameters; nil if they cannot be read here.
    let query: [String]?
    /// The fields of a JSON body; nil if it may have any, or if they cannot be read here.
    let body: [String]?
    let hasBody: Bool

    init(_ site: OperationSite, in root: JSONValue) {
        let inlining = SchemaInlining(document: root)
        path = PathTemplate(site.path).names
        hasBody = site.members["requestBody"] != nil
        let shared = site.pathItem.document == 0 ? root[site.pathItem.pointer]?["parameters"]?.array ?? [] : []
        let declared = (site.members["parameters"]?.array ?? []) + shared
        let parameters = declared.compactMap(inlining.resolved)
        let isComplete = site.pathItem.document == 0 && parameters.count == declared.count
        query = isComplete ? parameters.filter { $0["in"] == "query" }.compactMap { $0["name"]?.string } : nil
        let schema = site.members["requestBody"].flatMap(inlining.resolved)?["content"]?["application/json"]?["schema"]
        let fields = schema.flatMap(inlining.inlined).map(Self.fields) ?? []
        body = hasBody && fields.isEmpty ? nil : fields
    }

    /// The properties of a schema and of its branches.
    private static func fields(of schema: JSONValue) -> [String] {
        let branches = ["allOf", "anyOf", "oneOf"].flatMap { schema[$0]?.array ?? [] }
        return Array((schema["properties"]?.object ?? [:]).keys) + branches.flatMap(fields)
    }
}
