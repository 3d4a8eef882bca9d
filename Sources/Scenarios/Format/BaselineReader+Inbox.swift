import Documents
import Domain
import EmulatorCore

extension BaselineReader {
    /// What the rows of the inbox need to know of a WhatsApp number.
    struct Number {
        let accountID: String
        /// The team of the customer who owns it; nil for a number of the organization itself.
        let team: OrganizationPatch.TeamDraft?
    }

    /// What the rows of the inbox may refer to by a name.
    struct InboxNames {
        var numbers = Named<Number>("account")
        var labels = Named<SeededLabel>("label")
        var contacts = Named<SeededContact>("contact")
        var users = Named<OrganizationPatch.UserDraft>("user")
        /// The team of customers and labels that do not name a team.
        let firstTeam: OrganizationPatch.TeamDraft?
    }

    /// Reads labels, contacts, conversations and messages; `objects` must have its customers and accounts.
    mutating func readInbox(into objects: inout SeededObjects, settings: OrganizationPatch, teams: Teams) {
        var names = InboxNames(firstTeam: settings.teams?.first)
        for (row, user) in zip(rows("organization", "users"), settings.users ?? []) {
            names.users.add(user, of: row, by: "ref", "id")
        }
        addNumbers(to: &names, customers: objects.customers)
        objects.labels = labels(of: teams, into: &names)
        objects.contacts = contacts(into: &names)
        objects.conversations = conversations(among: names)
        objects.messages = messages(among: names)
    }

    private func addNumbers(to names: inout InboxNames, customers: [SeededCustomer]) {
        var owners = Named<SeededCustomer>("customer")
        for (row, customer) in zip(rows("customers"), customers) { owners.add(customer, of: row, by: "ref", "id") }
        for row in rows("accounts") {
            guard let id = row.text("phone_number_id") else { continue }
            let owner = row.text("customer").flatMap { owners[$0] }
            let number = Number(accountID: id, team: owner.flatMap { $0.team ?? names.firstTeam })
            names.numbers.add(number, of: row, by: "ref", "phone_number_id")
        }
    }

    // MARK: Labels

    /// The labels, each validated against createLabel.
    private mutating func labels(of teams: Teams, into names: inout InboxNames) -> [SeededLabel] {
        let rows = rows("labels")
        requireUnique("ref", "id", in: rows)
        if teams.isEmpty, !rows.isEmpty {
            findings.add("labels need a team", at: JSONPointer(["organization", "teams"]))
        }
        let labels = rows.map { label($0, teams) }
        for (row, label) in zip(rows, labels) { names.labels.add(label, of: row, by: "ref", "id") }
        requireOnce("name", in: rows, as: labels.map { LabelKey($0, firstTeam: names.firstTeam) })
        return labels
    }

    private mutating func label(_ row: Row, _ teams: Teams) -> SeededLabel {
        hold(row, without: ["ref", "id", "team", "created_at", "updated_at"], against: "createLabel")
        let color = row.text("color").flatMap(Label.Color.init(rawValue:)) ?? .gray
        let draft = LabelDraft(name: row.text("name") ?? "", color: color)
        var label = SeededLabel(ref: row.text("ref"), id: row.text("id"), draft: draft)
        label.team = team(of: row, among: teams)
        (label.createdAt, label.updatedAt) = moments(of: row)
        return label
    }

    /// The names of the labels of a row; a label of another team than the number's is a finding.
    private mutating func labels(of row: Row, on number: Number?, among names: InboxNames) -> [String] {
        let found = named(each: "labels", of: row, among: names.labels)
        for (name, place, label) in found {
            guard let team = number?.team, (label.team ?? names.firstTeam) != team else { continue }
            findings.add("the label `\(name)` belongs to another team than the account", at: place)
        }
        return found.map(\.name)
    }

    // MARK: Contacts

    /// The contacts, each validated against createContact.
    private mutating func contacts(into names: inout InboxNames) -> [SeededContact] {
        let rows = rows("contacts")
        requireUnique("ref", "id", in: rows)
        let contacts = rows.map { contact($0, among: names) }
        for (row, contact) in zip(rows, contacts) { names.contacts.add(contact, of: row, by: "ref", "id") }
        requireOnce("phone_number", in: rows, as: contacts.map { [$0.accountID, $0.draft.phoneNumber ?? ""] })
        requireOnce("user_id", in: rows, as: contacts.map { [$0.accountID, $0.draft.userID ?? ""] })
        requireOneIdentity(of: rows, as: contacts)
        return contacts
    }

    private mutating func contact(_ row: Row, among names: InboxNames) -> SeededContact {
        var asked = row.json
        // createContact requires a number, a scenario does not, so a valid one is put in for the validation.
        if row.text("phone_number") == nil { asked.set("+628111111111", at: JSONPointer(["phone_number"])) }
        let own: Set = [
            "ref", "id", "account", "user_id", "username", "phone", "labels", "created_at", "updated_at",
        ]
        hold(Row(json: asked, place: row.place), without: own, against: "createContact")
        let number = named("account", of: row, among: names.numbers)
        var draft = ContactDraft(
            phoneNumber: row.text("phone_number"),
            name: row.text("name"),
            email: row.text("email"),
            metadata: row.json["metadata"]?.object
        )
        draft.userID = row.text("user_id")
        draft.username = row.text("username")
        let accountID = number?.accountID ?? ""
        var contact = SeededContact(ref: row.text("ref"), id: row.text("id"), accountID: accountID, draft: draft)
        contact.phone = row.text("phone").flatMap(PhoneVisibility.init(rawValue:)) ?? .shown
        contact.labels = labels(of: row, on: number, among: names)
        (contact.createdAt, contact.updatedAt) = moments(of: row)
        return contact
    }

    /// Reports contacts, of any account, that give one number two user ids, or one user id two numbers.
    private mutating func requireOneIdentity(of rows: [Row], as contacts: [SeededContact]) {
        var idsByNumber: [String: String] = [:]
        var numbersByID: [String: String] = [:]
        for (row, contact) in zip(rows, contacts) {
            guard let number = contact.draft.phoneNumber, let id = contact.draft.userID else { continue }
            let (knownID, knownNumber) = (idsByNumber[number] ?? id, numbersByID[id] ?? number)
            if knownID != id {
                let place = row.place.appending("user_id")
                findings.add("the person with `\(number)` has the user id `\(knownID)`", at: place)
            } else if knownNumber != number {
                let place = row.place.appending("phone_number")
                findings.add("the person with the user id `\(id)` has the number `\(knownNumber)`", at: place)
            }
            idsByNumber[number] = knownID
            numbersByID[id] = knownNumber
        }
        requireOnePlace(of: rows, as: contacts, idsByNumber)
    }

    /// Reports two contacts of one account that are the same person.
    ///
    /// For example, one row has only the number, one only the user id, and a row of another account has both.
    private mutating func requireOnePlace(
        of rows: [Row],
        as contacts: [SeededContact],
        _ idsByNumber: [String: String]
    ) {
        var first: [[String]: (row: Row, draft: ContactDraft)] = [:]
        for (row, contact) in zip(rows, contacts) {
            let (number, id) = (contact.draft.phoneNumber, contact.draft.userID)
            guard let person = id ?? number.flatMap({ idsByNumber[$0] }) else { continue }
            let other = first.updateValue((row, contact.draft), forKey: [contact.accountID, person])
            // Rows with the same number or the same user id have been reported by `requireOnce`.
            guard let other, other.draft.userID != id, other.draft.phoneNumber != number else { continue }
            findings.add("\(other.row.place.label ?? "") is the same person", at: row.place)
        }
    }

    // MARK: Conversations

    private mutating func conversations(among names: InboxNames) -> [SeededConversation] {
        let rows = rows("conversations")
        requireUnique("ref", "id", in: rows)
        let keys = rows.map { row in
            let name = row.text("contact") ?? ""
            guard let contact = names.contacts[name] else { return [name] }
            return [contact.accountID, contact.draft.userID ?? "", contact.draft.phoneNumber ?? ""]
        }
        requireOnce("contact", in: rows, as: keys)
        return rows.map { conversation($0, among: names) }
    }

    /// The number and the contact that a row names; a contact of another number is a finding.
    mutating func sides(of row: Row, among names: InboxNames) -> (number: Number?, contact: SeededContact?) {
        let number = named("account", of: row, among: names.numbers)
        let contact = named("contact", of: row, among: names.contacts)
        if let number, let contact, number.accountID != contact.accountID {
            findings.add("the contact belongs to another account", at: row.place.appending("contact"))
        }
        return (number, contact)
    }

    private mutating func conversation(_ row: Row, among names: InboxNames) -> SeededConversation {
        let number = sides(of: row, among: names).number
        let name = row.text("contact") ?? ""
        var conversation = SeededConversation(ref: row.text("ref"), id: row.text("id"), contact: name)
        conversation.status = row.text("status").flatMap(Conversation.Status.init(rawValue:)) ?? .open
        conversation.assignee = named("assignee", of: row, among: names.users)
        conversation.unreadCount = row.json["unread_count"]?.integer ?? 0
        conversation.lastMessageAt = moment("last_message_at", of: row)
        conversation.lastInboundAt = moment("last_inbound_at", of: row)
        conversation.labels = labels(of: row, on: number, among: names)
        (conversation.createdAt, conversation.updatedAt) = moments(of: row)
        if let last = conversation.lastMessageAt, let inbound = conversation.lastInboundAt, last < inbound {
            let place = row.place.appending("last_message_at")
            findings.add("`last_message_at` lies before `last_inbound_at`", at: place)
        }
        return conversation
    }
}

/// The lowercase name and the team of a label, which together must be unique.
private struct LabelKey: Hashable {
    private let name: String
    private let team: OrganizationPatch.TeamDraft?

    init(_ label: SeededLabel, firstTeam: OrganizationPatch.TeamDraft?) {
        name = label.draft.name.lowercased()
        team = label.team ?? firstTeam
    }
}
