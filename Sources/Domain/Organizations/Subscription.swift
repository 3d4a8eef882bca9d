/// Whether the organization pays; a lapsed subscription blocks writes, reads go on.
package enum Subscription: String, CaseIterable, Sendable {
    case active, inactive
}
