/// The orders in which deliveries and responses arrived in the runs of one scenario file.
package struct TestedOrders: Sendable {
    /// An order that was not tested, or a step whose deliveries and response were not all put in order.
    package struct Untested: Sendable {
        /// The name of the step.
        package let step: String
        /// The order as the option `--order` takes it; nil if this is about the step as a whole.
        package let order: String?
        /// Why not.
        package let reason: String

        /// A step, or one of its orders, with the reason.
        package init(step: String, order: String? = nil, reason: String) {
            self.step = step
            self.order = order
            self.reason = reason
        }
    }

    /// How many orders were tested: in each of these runs, everything has arrived in the intended order.
    package let tested: Int
    /// How many orders there are of the steps that were put in order; nil if there are more than can be counted.
    package let possible: Int?
    /// What was not tested, except for the orders above the limit.
    package let untested: [Untested]

    /// Counts of orders, and what was not tested.
    package init(tested: Int, possible: Int?, untested: [Untested] = []) {
        self.tested = tested
        self.possible = possible
        self.untested = untested
    }
}
