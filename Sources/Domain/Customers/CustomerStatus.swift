/// The states of a customer and who moves it between them.
package enum CustomerStatus: String, CaseIterable, Sendable {
    case pending, active, suspended, archived
}
