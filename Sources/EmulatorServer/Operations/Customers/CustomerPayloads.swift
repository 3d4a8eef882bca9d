import Documents
import Domain
import OrderedCollections

extension CustomerDraft {
    /// Reads the body of createCustomer, which the schema has validated.
    init(_ body: JSONValue) {
        self.init(
            name: body["name"]?.string ?? "",
            email: body["email"]?.string,
            metadata: body["metadata"]?.object
        )
    }
}

extension CustomerPatch {
    /// Reads the body of updateCustomer; a value that the schema refuses is read as if absent.
    init(_ body: JSONValue) {
        self.init()
        if let text = body["name"]?.string { name = .set(text.normalizedLine) }
        if let value = body["email"] { email = .set(value.string) }
        if let value = body["metadata"] { metadata = .set(value.object) }
        if let value = body["status"]?.string.flatMap(CustomerStatus.init(rawValue:)) { status = .set(value) }
    }
}
