import Contract
import Documents
import Domain
import EmulatorCore
import NIOHTTP1

/// Code that answers an operation, and what it takes for granted about the operation's contract.
///
/// It is attached only where all of that holds (decision 0006); `OperationTable` says where it does not.
struct OperationHandler: Sendable {
    /// What the code needs to run.
    enum Action: Sendable {
        /// Reads or changes the caller's world, in one transaction.
        case world(@Sendable (Call, inout WorldState) throws(APIError) -> Answer)
        /// Serves callers without a key: a token has found the world, if there is one.
        case open(@Sendable (Call, World?) throws(APIError) -> Answer)
        /// Needs no world.
        case stateless(@Sendable (Call) throws(APIError) -> Answer)
    }

    let method: HTTPMethod
    /// The names of the path parameters.
    let captures: Set<String>
    /// Bodies that the code cannot handle, and that the contract must refuse.
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
    /// Why this code cannot answer an operation of its name, a clause each; empty if it can.
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
        // The bodies are looked at last, as that compiles their schema.
        guard obstacles.isEmpty, let body = impossibleBodies.first(where: operation.acceptsBody) else {
            return obstacles
        }
        return ["its request body may be \(body.text)"]
    }
}
