import Contract
import Documents
import Domain
import EmulatorCore
import NIOHTTP1

/// The code that answers an operation, and its requirements for the operation in the contract.
///
/// `OperationTable` attaches a handler only to an operation that meets all requirements (decision 0006).
struct OperationHandler: Sendable {
    /// The code, by what it needs to run.
    enum Action: Sendable {
        /// Reads or changes the world of the caller's key, in one transaction.
        case world(@Sendable (Call, inout WorldState) throws(APIError) -> Answer)
        /// Answers callers without a key; the world is the one that has the token in the body, or nil.
        case open(@Sendable (Call, World?) throws(APIError) -> Answer)
        /// Answers without a world.
        case stateless(@Sendable (Call) throws(APIError) -> Answer)
    }

    let method: HTTPMethod
    /// The names of the path parameters, which the contract must also have.
    let captures: Set<String>
    /// Bodies that the code cannot handle, so that the contract's schema must refuse them.
    let impossibleBodies: [JSONValue]
    let action: Action

    private init(_ method: HTTPMethod, _ captures: Set<String>, _ impossibleBodies: [JSONValue], _ action: Action) {
        self.method = method
        self.captures = captures
        self.impossibleBodies = impossibleBodies
        self.action = action
    }

    static func world(
        _ method: HTTPMethod,
        _ captures: Set<String>,
        refusing bodies: [JSONValue] = [],
        _ body: @escaping @Sendable (Call, inout WorldState) throws(APIError) -> Answer
    ) -> OperationHandler {
        OperationHandler(method, captures, bodies, .world(body))
    }

    static func open(
        _ method: HTTPMethod,
        _ captures: Set<String>,
        refusing bodies: [JSONValue] = [],
        _ body: @escaping @Sendable (Call, World?) throws(APIError) -> Answer
    ) -> OperationHandler {
        OperationHandler(method, captures, bodies, .open(body))
    }

    static func stateless(
        _ method: HTTPMethod,
        _ captures: Set<String>,
        _ body: @escaping @Sendable (Call) throws(APIError) -> Answer
    ) -> OperationHandler {
        OperationHandler(method, captures, [], .stateless(body))
    }
}

extension OperationHandler {
    /// The requirements that an operation with this operationId does not meet, one clause each.
    func obstacles(in operation: Operation, usesKeys: Bool) -> [String] {
        if let defect = operation.defect { return ["the contract has a mistake at \(defect.location)"] }
        var obstacles: [String] = []
        if operation.method != method.rawValue { obstacles.append("its method is \(operation.method), not \(method)") }
        let found = Set(operation.captureNames)
        for name in captures.subtracting(found).sorted() { obstacles.append("its path has no \(name)") }
        for name in found.subtracting(captures).sorted() { obstacles.append("its path has a parameter \(name)") }
        if case .world = action, usesKeys, !operation.security.guaranteesKey {
            obstacles.append("its security does not ask for a key")
        }
        // The bodies are checked last, because that compiles their schema.
        guard obstacles.isEmpty, let body = impossibleBodies.first(where: operation.acceptsBody) else {
            return obstacles
        }
        return ["its request body may be \(body.text)"]
    }
}
