import Documents

/// What is known about an operation before its parts are read.
struct OperationSite: Sendable {
    let id: String
    let method: String
    let path: String
    /// The paths of the servers of the operation.
    let basePaths: [String]
    /// The place of the operation; `pathItem` is that of the path item around it.
    let place: SchemaLocation
    let pathItem: SchemaLocation
    /// The place of the entry under `paths`, which may be a reference to the path item.
    let entry: SchemaLocation
    let members: JSONObject

    /// The path as it is matched, with a leading slash even if the contract has none.
    var routedPath: String { path.hasPrefix("/") ? path : "/" + path }
}
