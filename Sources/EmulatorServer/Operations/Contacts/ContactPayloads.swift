import Documents
import Domain
import OrderedCollections

extension ContactDraft {
    /// Reads the body of createContact, which the schema has validated.
    init(_ body: JSONValue) {
        self.init(
            phoneNumber: body["phone_number"]?.string ?? "",
            name: body["name"]?.string,
            email: body["email"]?.string,
            metadata: body["metadata"]?.object
        )
    }
}

extension ContactPatch {
    /// Reads the body of updateContact; null removes a value.
    init(_ body: JSONValue) {
        self.init()
        if let value = body["name"] { name = .set(value.string) }
        if let value = body["email"] { email = .set(value.string) }
        if let value = body["metadata"] { metadata = .set(value.object) }
    }
}
