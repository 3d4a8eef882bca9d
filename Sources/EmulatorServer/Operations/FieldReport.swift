import Contract
import Documents
import Domain

/// Everything that is wrong with the fields of a request; the answer names the field that comes first in the contract.
struct FieldReport: Sendable {
    private let operation: Operation
    private var findings: [(rank: Int, error: APIError)] = []

    init(operation: Operation, violations: [ContractViolation]) {
        self.operation = operation
        for violation in violations where violation.location != .path {
            let field = violation.pointer.tokens.first
            findings.append((rank(of: field, inQuery: violation.location == .query), APIError(violation)))
        }
    }

    /// Runs a field rule of the domain; a breach is kept for `throwFirst`, and the result is nil.
    mutating func check<Result>(_ rule: () throws(DomainError) -> Result?) -> Result? {
        do throws(DomainError) {
            return try rule()
        } catch {
            let error = APIError(refusal: error)
            let field = error.param.map { String($0.prefix { $0 != "." }) }
            let inQuery = operation.queryOrder.contains(field ?? "")
            findings.append((rank(of: field, inQuery: inQuery), error))
            return nil
        }
    }

    /// Puts another error in the place of those findings at a field that have that code.
    mutating func replace(_ code: ErrorCode, at field: String, with error: APIError) {
        for index in findings.indices where findings[index].error.code == code.rawValue {
            if findings[index].error.param == field { findings[index].error = error }
        }
    }

    /// Refuses the request if anything was found; among equals the contract's finding comes first.
    func throwFirst() throws(APIError) {
        guard let first = findings.min(by: { $0.rank < $1.rank }) else { return }
        throw first.error
    }

    /// The place of a field in the order of checks: query before body, the body as a whole before its fields.
    private func rank(of field: String?, inQuery: Bool) -> Int {
        let order = inQuery ? operation.queryOrder : operation.bodyFieldOrder
        let place = field.map { order.firstIndex(of: $0) ?? order.count } ?? -1
        return inQuery ? place : operation.queryOrder.count + 2 + place
    }
}
