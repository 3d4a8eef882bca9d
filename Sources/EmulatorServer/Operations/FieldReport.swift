import Contract
import Documents
import Domain

/// The mistakes in the fields of a request; the response reports the field that is first in the contract's order.
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

    /// Runs a field rule of the domain; if it throws, the error is kept for `throwFirst` and the result is nil.
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

    /// Adds a mistake that counts after all others.
    mutating func add(_ error: APIError) {
        findings.append((.max, error))
    }

    /// Replaces the findings with that code at that field by another error.
    mutating func replace(_ code: ErrorCode, at field: String, with error: APIError) {
        for index in findings.indices where findings[index].error.code == code.rawValue {
            if findings[index].error.param == field { findings[index].error = error }
        }
    }

    /// Throws the first finding in the order of fields; at one field, the schema's findings are before the domain's.
    func throwFirst() throws(APIError) {
        guard let first = findings.min(by: { $0.rank < $1.rank }) else { return }
        throw first.error
    }

    /// The position of a field in the order of findings: the query, then the whole body, then its fields.
    private func rank(of field: String?, inQuery: Bool) -> Int {
        let order = inQuery ? operation.queryOrder : operation.bodyFieldOrder
        let place = field.map { order.firstIndex(of: $0) ?? order.count } ?? -1
        return inQuery ? place : operation.queryOrder.count + 2 + place
    }
}
