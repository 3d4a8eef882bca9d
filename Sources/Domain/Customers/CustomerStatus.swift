/// The status of a customer; a signup makes a pending customer active, and updateCustomer can suspend it.
package enum CustomerStatus: String, CaseIterable, Sendable {
    case pending, active, suspended, archived
}
