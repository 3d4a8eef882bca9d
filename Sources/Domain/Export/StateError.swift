package import Documents

/// Why JSON is not a valid exported state, and at which place.
package struct StateError: Error, Hashable, Sendable {
    /// The place in the JSON that was read.
    package private(set) var pointer: JSONPointer
    /// The problem, with what would be valid.
    package let message: String
    /// The name that was probably meant; nil if none is similar.
    package let hint: String?

    /// An error at that place.
    package init(_ message: String, at pointer: JSONPointer = JSONPointer(), hint: String? = nil) {
        self.message = message
        self.pointer = pointer
        self.hint = hint
    }

    /// The same error with its place one level further up, in the member `token`.
    func inside(_ token: String) -> StateError {
        var error = self
        error.pointer.tokens.insert(token, at: 0)
        return error
    }

    /// The same error with its place one level further up, in the array element `index`.
    func inside(_ index: Int) -> StateError { inside(String(index)) }
}

extension StateError {
    static func expected(_ what: String) -> StateError { StateError("must be \(what)") }

    static func duplicate(_ what: String) -> StateError { StateError("occurs a second time: \(what)") }

    static func dangling(_ what: String, _ id: String) -> StateError { StateError("there is no \(what) \(id)") }

    /// The error for a word that is not one of the known ones.
    static func unknown(_ word: String, among known: some Collection<String>) -> StateError {
        let list = known.map { "`\($0)`" }.joined(separator: ", ")
        return StateError("must be one of \(list); `\(word)` is none of them", hint: word.closest(among: known))
    }
}
