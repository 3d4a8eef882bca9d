/// A part of the product that a plan may lack; the raw value is the contract's `x-entitlement`.
package enum Entitlement: String, CaseIterable, Sendable {
    case customers
}
