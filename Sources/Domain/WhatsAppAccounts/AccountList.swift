import HashTreeCollections

/// The WhatsApp accounts of an organization, oldest first, indexed by number and by owner.
package struct AccountList: Sendable {
    private var accounts = ChunkedList<WhatsAppAccount>()
    private var places: TreeDictionary<String, Int> = [:]
    private var placesOfOwner: TreeDictionary<Identifier<Customer>, [Int]> = [:]
    /// The phone number ids of the accounts that were added or replaced since the last `takeTouched`.
    private var touched: [String] = []

    /// A list without accounts.
    package init() {}

    /// The number of accounts in any status.
    package var count: Int { accounts.count }

    /// All accounts, oldest first.
    package var all: [WhatsAppAccount] { Array(accounts) }

    /// The account with that `phone_number_id`.
    package subscript(phoneNumberID id: String) -> WhatsAppAccount? {
        places[id].map { accounts[$0] }
    }

    /// The accounts of a customer, oldest first.
    package func owned(by customer: Identifier<Customer>) -> [WhatsAppAccount] {
        (placesOfOwner[customer] ?? []).map { accounts[$0] }
    }

    /// Adds an account as the newest.
    package mutating func append(_ account: WhatsAppAccount) {
        let place = accounts.count
        accounts.append(account)
        if let id = account.phoneNumberID {
            places[id] = place
            touched.append(id)
        }
        if let owner = account.customerID { placesOfOwner[owner, default: []].append(place) }
    }

    /// Replaces the account with the same `phone_number_id`.
    package mutating func replace(_ account: WhatsAppAccount) {
        guard let place = account.phoneNumberID.flatMap({ places[$0] }) else { return }
        let before = accounts[place].customerID
        accounts[place] = account
        if let id = account.phoneNumberID { touched.append(id) }
        guard before != account.customerID else { return }
        if let before { placesOfOwner[before]?.removeAll { $0 == place } }
        guard let owner = account.customerID else { return }
        placesOfOwner[owner, default: []].append(place)
        placesOfOwner[owner]?.sort()
    }

    /// Calls `body` with the id of each account that was touched since the last call, and forgets these ids.
    mutating func takeTouched(_ body: (String, ObjectTouch) -> Void) {
        guard !touched.isEmpty else { return }
        for id in touched { body(id, .changed) }
        touched.removeAll(keepingCapacity: true)
    }
}
