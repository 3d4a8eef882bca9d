/// Whether the plan is paid; without an active subscription writes are refused and reads work.
package enum Subscription: String, CaseIterable, Sendable {
    case active, inactive
}
