/// A part of the API that a plan may not include; the raw value is the contract's `x-entitlement`.
package enum Entitlement: String, CaseIterable, Sendable {
    case customers
}
