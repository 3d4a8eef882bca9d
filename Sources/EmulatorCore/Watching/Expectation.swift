import Documents

/// What must have happened, and how many times.
package struct Expectation: Sendable {
    /// What must have happened.
    package let criterion: Criterion
    let count: ExpectedCount

    /// Reads an element of `expect`, whose members the schema has validated.
    init(_ json: JSONValue, at pointer: String, countsInjected: Bool, _ names: ContractNames) throws(ReadingError) {
        criterion = try Criterion(json, at: pointer, countsInjected: countsInjected, names)
        count = try ExpectedCount(json, at: pointer)
    }
}
