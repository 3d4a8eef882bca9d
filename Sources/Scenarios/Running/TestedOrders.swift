/// The orders in which deliveries and responses arrived in the runs of one scenario file.
package struct TestedOrders: Sendable {
    /// How many orders were tried.
    package let tested: Int
    /// How many orders there are; nil if there are more than can be counted.
    package let possible: Int?
    /// The names of the steps whose deliveries could not be put in order, because the file fails as soon as they are held.
    package let unordered: [String]

    package init(tested: Int, possible: Int?, unordered: [String]) {
        self.tested = tested
        self.possible = possible
        self.unordered = unordered
    }
}
