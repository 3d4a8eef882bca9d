/// The fields that identify a person's contact and conversation on one account.
struct ContactAddress: Hashable, Sendable {
    let accountID: String
    let userID: String
}
