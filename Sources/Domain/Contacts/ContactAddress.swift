/// A person among those who have to do with one account.
struct ContactAddress: Hashable, Sendable {
    let accountID: String
    let userID: String
}
