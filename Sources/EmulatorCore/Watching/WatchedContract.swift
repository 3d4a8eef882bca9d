package import Contract

/// The contract that matchers read names, tags and path parameters from; a class, so that passing it on is cheap.
package final class WatchedContract: Sendable {
    let contract: Contract
    let names: ContractNames

    /// Watches requests to that contract; `others` are operations outside of it.
    package init(_ contract: Contract, _ catalog: ErrorCatalog, others: [String]) {
        self.contract = contract
        names = ContractNames(contract, catalog, others: others)
    }
}
