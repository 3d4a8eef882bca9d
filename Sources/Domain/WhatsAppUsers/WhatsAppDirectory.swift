/// Everybody on WhatsApp who has had to do with the numbers of one organization, whatever became of the contacts.
///
/// A user id is given once: whoever gets a number that somebody gave up is somebody else.
struct WhatsAppDirectory: Hashable, Sendable {
    private(set) var users: [String: WhatsAppUser] = [:]
    /// Ids that users had before they changed their number.
    private(set) var retired: Set<String> = []
    private var idsByNumber: [String: String] = [:]

    /// Nobody.
    init() {}

    /// The user of that id.
    subscript(id: String) -> WhatsAppUser? { users[id] }

    /// The user who has that number now.
    func user(phoneNumber: String) -> WhatsAppUser? {
        idsByNumber[phoneNumber].flatMap { users[$0] }
    }

    /// Whether an id belongs to somebody, or did once.
    func isGiven(_ id: String) -> Bool { users[id] != nil || retired.contains(id) }

    /// Adds a user, or puts one in the place of what was known of the same person.
    mutating func put(_ user: WhatsAppUser, inPlaceOf known: WhatsAppUser? = nil) {
        if let known {
            users[known.id] = nil
            if let number = known.phoneNumber { idsByNumber[number] = nil }
            if known.id != user.id { retired.insert(known.id) }
        }
        users[user.id] = user
        if let number = user.phoneNumber { idsByNumber[number] = user.id }
    }

    /// An id for whoever has a number, which follows from a seed and the number, and which nobody has had.
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
    private var usersByID: [WhatsAppUser] { users.values.sorted { $0.id < $1.id } }
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
