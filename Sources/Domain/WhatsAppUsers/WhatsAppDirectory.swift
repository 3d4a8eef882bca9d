import HashTreeCollections

/// All persons on WhatsApp who have chatted with the numbers of one organization, even if their contacts were deleted.
///
/// Each person has a user id that is never reused: a person who takes over a phone number gets another id.
struct WhatsAppDirectory: Hashable, Sendable {
    private var users: TreeDictionary<String, WhatsAppUser> = [:]
    /// The user ids that persons had before they changed the phone number.
    private var retired: TreeSet<String> = []
    private var idsByNumber: TreeDictionary<String, String> = [:]

    /// A directory without persons.
    init() {}

    /// The user with that id.
    subscript(id: String) -> WhatsAppUser? { users[id] }

    /// The user who has that phone number now.
    func user(phoneNumber: String) -> WhatsAppUser? {
        idsByNumber[phoneNumber].flatMap { users[$0] }
    }

    /// Whether a user id belonged to a person before the phone number changed.
    func isRetired(_ id: String) -> Bool { retired.contains(id) }

    /// Whether a user id belongs to a person now, or did before.
    func isGiven(_ id: String) -> Bool { users[id] != nil || isRetired(id) }

    /// Adds a user, or replaces what was known about the same person; a replaced user id becomes retired.
    mutating func put(_ user: WhatsAppUser, inPlaceOf known: WhatsAppUser? = nil) {
        if let known {
            users[known.id] = nil
            if let number = known.phoneNumber { idsByNumber[number] = nil }
            if known.id != user.id { retired.insert(known.id) }
        }
        users[user.id] = user
        if let number = user.phoneNumber { idsByNumber[number] = user.id }
    }

    /// An unused user id derived from a seed and a phone number, such as `ID.1` and 15 digits.
    func newID(of phoneNumber: String, seed: UInt64) -> String {
        var attempt = 0
        while true {
            var stream = RandomStream(seed: seed, purpose: "\(phoneNumber)/\(attempt)")
            let prefix = CallingCodes.country(of: phoneNumber) + ".1"
            let id = stream.text(prefix: prefix, length: 15, alphabet: .digits)
            guard isGiven(id) else { return id }
            attempt += 1
        }
    }
}

// MARK: Export

extension WhatsAppUser: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        WhatsAppUser(
            id: try coder.field("id", \.id),
            phoneNumber: try coder.field("phone_number", \.phoneNumber),
            username: try coder.field("username", \.username)
        )
    }
}

extension WhatsAppDirectory: StateObject {
    var usersByID: [WhatsAppUser] { users.values.sorted { $0.id < $1.id } }
    private var retiredInOrder: [String] { retired.sorted() }

    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        var directory = WhatsAppDirectory()
        for (index, user) in try coder.field("users", \.usersByID).enumerated() {
            guard directory[user.id] == nil else {
                throw .duplicate(user.id).inside("id").inside(index).inside("users")
            }
            if let number = user.phoneNumber, directory.idsByNumber[number] != nil {
                throw .duplicate(number).inside("phone_number").inside(index).inside("users")
            }
            directory.put(user)
        }
        let retired = try coder.field("retired", \.retiredInOrder)
        for (index, id) in retired.enumerated() {
            guard directory[id] == nil, directory.retired.insert(id).inserted else {
                throw .duplicate(id).inside(index).inside("retired")
            }
        }
        return directory
    }
}
