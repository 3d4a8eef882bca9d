import Documents
import OrderedCollections

/// What a contract declares and names, compared once everything has been walked.
struct DeclaredNames {
    /// A name that stands for something that should be declared elsewhere.
    struct Use {
        let name: String
        let place: SchemaLocation
        let resource: Int
    }

    /// The operationIds by the place of their operations, wherever they stand.
    var operationIDs: OrderedDictionary<SchemaLocation, String> = [:]
    /// The places of the links.
    var links: OrderedSet<SchemaLocation> = []
    /// The targets in the mappings of discriminators.
    var mappings: [Use] = []
    /// The places of `nullable: true`, a keyword of OpenAPI 3.0.
    var nullables: OrderedSet<SchemaLocation> = []
}
