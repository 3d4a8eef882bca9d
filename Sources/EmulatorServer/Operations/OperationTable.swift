import Contract
import Domain
import EmulatorCore

/// What answers an operation.
enum OperationHandler: Sendable {
    /// Code that reads or changes the caller's world, in one transaction.
    case world(@Sendable (Call, inout SandboxState) throws(APIError) -> Answer)
    /// Code for callers without a key: a token has found the world, if there is one.
    case open(@Sendable (Call, World?) throws(APIError) -> Answer)
    /// Code that needs no world.
    case stateless(@Sendable (Call) throws(APIError) -> Answer)
    /// The contract's own examples and schema, for operations that no code knows yet.
    case contract
}

/// Which code answers which operation of the contract: paths stand there, behaviour here.
package struct OperationTable: Sendable {
    private let handlers: [OperationHandler]
    /// How many operations of the contract our own code answers.
    package let handledCount: Int
    /// Handlers whose operation the contract lacks, sorted.
    package let idle: [String]

    /// Attaches all handlers to a contract.
    init(contract: Contract, handlers known: [String: OperationHandler]) {
        handlers = contract.operations.map { known[$0.id] ?? .contract }
        let ids = Set(contract.operations.map(\.id))
        idle = known.keys.filter { !ids.contains($0) }.sorted()
        handledCount = known.count - idle.count
    }

    /// Whether our own code answers the operation.
    func isHandled(_ operation: Operation) -> Bool {
        switch handler(of: operation) {
        case .world, .open, .stateless: true
        case .contract: false
        }
    }

    func handler(of operation: Operation) -> OperationHandler {
        handlers[operation.index]
    }
}
