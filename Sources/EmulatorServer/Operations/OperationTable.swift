import Contract

/// Attaches handlers to the operations of a contract.
package struct OperationTable: Sendable {
    /// The code of each operation by its index; nil if it is answered from the contract.
    private let actions: [OperationHandler.Action?]
    /// The number of operations that a handler answers.
    package let handledCount: Int
    /// The operationIds of handlers that are attached to no operation, sorted.
    package let idle: [String]
    /// The reasons why an operation with the id of a handler is answered from the contract, one sentence each.
    package let nearBindings: [String]

    /// Attaches handlers to the operations with the same ids.
    ///
    /// `usesKeys` is false if the world of a request is not found by its key, as for the dashboard.
    init(contract: Contract, handlers known: [String: OperationHandler], usesKeys: Bool = true) {
        var actions: [OperationHandler.Action?] = []
        var nearBindings: [String] = []
        var idle = Set(known.keys)
        for operation in contract.operations {
            guard let handler = known[operation.id] else {
                actions.append(nil)
                continue
            }
            let obstacles = handler.obstacles(in: operation, usesKeys: usesKeys)
            if obstacles.isEmpty {
                actions.append(handler.action)
                idle.remove(operation.id)
            } else {
                actions.append(nil)
                let reason = obstacles.joined(separator: "; ")
                nearBindings.append("\(operation.id) is served from the contract: \(reason)")
            }
        }
        self.actions = actions
        self.nearBindings = nearBindings
        self.idle = idle.sorted()
        handledCount = known.count - idle.count
    }

    /// Whether a handler answers the operation.
    func isHandled(_ operation: Operation) -> Bool {
        actions[operation.index] != nil
    }

    /// Whether the operation needs no key, because a token in its body names the world.
    func isOpen(_ operation: Operation) -> Bool {
        if case .open? = actions[operation.index] { true } else { false }
    }

    /// The code that answers the operation; nil if it is answered from the contract.
    func action(of operation: Operation) -> OperationHandler.Action? {
        actions[operation.index]
    }
}
