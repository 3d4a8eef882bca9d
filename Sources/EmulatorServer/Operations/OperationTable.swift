import Contract

/// Which code answers which operation of the contract: paths stand there, behaviour here.
package struct OperationTable: Sendable {
    /// The handler of each operation; nil where the contract itself answers.
    private let handlers: [OperationHandler?]
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
        var handlers: [OperationHandler?] = []
        var nearBindings: [String] = []
        var idle = Set(known.keys)
        for operation in contract.operations {
            guard let handler = known[operation.id] else {
                handlers.append(nil)
                continue
            }
            let obstacles = handler.obstacles(in: operation, usesKeys: usesKeys)
            if obstacles.isEmpty {
                handlers.append(handler)
                idle.remove(operation.id)
            } else {
                handlers.append(nil)
                let reason = obstacles.joined(separator: "; ")
                nearBindings.append("\(operation.id) is served from the contract: \(reason)")
            }
        }
        self.handlers = handlers
        self.nearBindings = nearBindings
        self.idle = idle.sorted()
        handledCount = known.count - idle.count
    }

    /// Whether our own code answers the operation.
    func isHandled(_ operation: Operation) -> Bool {
        handler(of: operation) != nil
    }

    /// Whether the operation belongs to a world that a token in its body names, as it needs no key.
    func isOpen(_ operation: Operation) -> Bool {
        if case .open? = handler(of: operation)?.action { true } else { false }
    }

    /// The code that answers the operation; nil where the contract does.
    func handler(of operation: Operation) -> OperationHandler? {
        handlers[operation.index]
    }
}
