import Contract
import Documents
import Domain
import EmulatorCore

/// Which customers the list of the dashboard shows.
struct CustomerSearch: Sendable {
    /// How many customers are on one page.
    static let pageSize = 50

    /// The status of the customers; nil for all but the archived ones.
    let status: CustomerStatus?
    /// A part of a name, an email address, an id or a number; empty for all customers.
    let text: String
    /// The cursor of the page before; nil for the first page.
    let cursor: String?

    init(_ call: ControlCall) {
        status = call.query["status"]?.string.flatMap(CustomerStatus.init(rawValue:))
        text = (call.query["search"]?.string ?? "").normalizedLine
        cursor = call.query["cursor"]?.string
    }

    var listKey: Customer.ListKey { status.map { .status($0, team: nil) } ?? .visible(team: nil) }

    /// The list that a cursor is valid for.
    var listName: String { "getCustomersPage?status=\(status?.rawValue ?? "")&search=\(text)" }

    /// Returns whether a customer is found, given the customers with a number that matches.
    func finds(_ customer: Customer, owners: Set<Identifier<Customer>>) -> Bool {
        let part = text.lowercased()
        if part.isEmpty || owners.contains(customer.id) { return true }
        let texts = [customer.name, customer.email, customer.id.description, customer.internalID]
        return texts.contains { $0?.lowercased().contains(part) == true }
    }

    /// The owners of the accounts whose number, id or name has the text; spaces and dashes in numbers do not matter.
    func owners(among accounts: AccountList) -> Set<Identifier<Customer>> {
        let part = text.lowercased()
        guard !part.isEmpty else { return [] }
        let digits = part.filter(\.isNumberSign)
        let isNumber = !digits.isEmpty && digits.count == part.count(where: { !$0.isSeparator })
        let found = accounts.all.filter { account in
            if account.name?.lowercased().contains(part) == true { return true }
            guard isNumber else { return false }
            return [account.phoneNumber, account.phoneNumberID].contains { number in
                number?.filter(\.isNumberSign).contains(digits) == true
            }
        }
        return Set(found.compactMap(\.customerID))
    }
}

extension Character {
    /// Whether it belongs to a phone number as the API writes it.
    fileprivate var isNumberSign: Bool { self == "+" || isASCII && isNumber }

    /// Whether a displayed phone number may have it between digits.
    fileprivate var isSeparator: Bool { " -().".contains(self) }
}
