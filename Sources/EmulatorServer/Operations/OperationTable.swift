import Contract

/// Which code answers which operation of the contract: paths stand there, behaviour here.
package struct OperationTable: Sendable {
    /// The code of each operation; nil where the contract itself answers.
    private let actions: [OperationHandler.Action?]
    /// How many operations of the contract our own code answers.
    package let handledCount: Int
    /// Handlers that no operation of the contract has, sorted.
    package let idle: [String]
    /// Why operations that have the name of a handler are answered from the contract, a sentence each.
    package let nearBindings: [String]

    /// Attaches all handlers to a contract.
    ///
    /// `usesKeys` is false where something else than the key of a request finds its world.
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

    /// Whether our own code answers the operation.
    func isHandled(_ operation: Operation) -> Bool {
        actions[operation.index] != nil
    }

    /// Whether the operation belongs to a world that a token in its body names, as it needs no key.
    func isOpen(_ operation: Operation) -> Bool {
        if case .open? = actions[operation.index] { true } else { false }
    }

    /// The code that answers the operation; nil where the contract does.
    func action(of operation: Operation) -> OperationHandler.Action? {
        actions[operation.index]
    }
}
