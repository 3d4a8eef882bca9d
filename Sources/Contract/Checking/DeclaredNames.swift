import Documents
import OrderedCollections

/// The names that a contract declares and uses, which are compared after everything has been walked.
struct DeclaredNames {
    /// The use of a name that must be declared elsewhere.
    struct Use {
        let name: String
        let place: SchemaLocation
        let resource: Int
    }

    /// The operationIds by the places of their operations, including those of webhooks and callbacks.
    var operationIDs: OrderedDictionary<SchemaLocation, String> = [:]
    /// The places of the links.
    var links: OrderedSet<SchemaLocation> = []
    /// The targets in the mappings of discriminators.
    var mappings: [Use] = []
    /// The places of `nullable: true`, a keyword of OpenAPI 3.0.
    var nullables: OrderedSet<SchemaLocation> = []
}
