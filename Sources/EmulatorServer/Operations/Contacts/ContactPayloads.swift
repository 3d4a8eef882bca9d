import Documents
import Domain
import OrderedCollections

extension ContactDraft {
    /// The body of createContact, which the contract has accepted.
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
    /// The body of updateContact; null clears.
    init(_ body: JSONValue) {
        self.init()
        if let value = body["name"] { name = .set(value.string) }
        if let value = body["email"] { email = .set(value.string) }
        if let value = body["metadata"] { metadata = .set(value.object) }
    }
}
