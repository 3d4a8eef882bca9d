package import Documents

/// A part of a request that has no effect, although no schema refuses it.
package struct UnreadPart: Sendable {
    /// Why a part of a request has no effect.
    package enum Reason: String, Hashable, Sendable {
        /// The contract does not have it.
        case unknown
        /// The contract has it, but the emulator does not use it.
        case ignored
    }

    /// Which part of the request it is: the query, a header or the body.
    package let location: ContractViolation.Location
    /// The place in the body; for a parameter, its name and then the place in its value.
    package let pointer: JSONPointer
    /// Why it has no effect.
    package let reason: Reason
    /// A text that fits after the name of the part, such as `is not in the contract`.
    package let message: String
    private let candidates: [String]

    /// A part of a request; `candidates` are the names that were possible in its place.
    package init(
        _ location: ContractViolation.Location,
        _ pointer: JSONPointer,
        _ reason: Reason,
        _ message: String,
        candidates: [String] = []
    ) {
        self.location = location
        self.pointer = pointer
        self.reason = reason
        self.message = message
        self.candidates = candidates
    }

    /// The name that was probably meant; nil if no name in the contract is similar.
    package var hint: String? {
        pointer.tokens.last.flatMap { $0.closest(among: candidates) }
    }
}
