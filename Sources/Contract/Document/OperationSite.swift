import Documents

/// What is known of an operation before its parts are looked at.
struct OperationSite: Sendable {
    let id: String
    let method: String
    let path: String
    /// The paths of the servers that the operation is reached at.
    let basePaths: [String]
    /// Where the operation and the path item around it stand.
    let place: SchemaLocation
    let pathItem: SchemaLocation
    /// The entry under `paths`, which may refer to the path item.
    let entry: SchemaLocation
    let members: JSONObject

    /// The path as it is matched, which begins with a slash even where the contract lacks it.
    var routedPath: String { path.hasPrefix("/") ? path : "/" + path }
}
