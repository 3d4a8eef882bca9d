package import Documents

/// Why a text is not the state of a world, and where.
package struct StateError: Error, Hashable, Sendable {
    /// The place in what was read.
    package private(set) var pointer: JSONPointer
    /// What is wrong there, and what would be right.
    package let message: String
    /// What was probably meant.
    package let hint: String?

    /// A mistake at that place.
    package init(_ message: String, at pointer: JSONPointer = JSONPointer(), hint: String? = nil) {
        self.message = message
        self.pointer = pointer
        self.hint = hint
    }

    /// The same mistake as it is seen from one step further up.
    func inside(_ token: String) -> StateError {
        var error = self
        error.pointer.tokens.insert(token, at: 0)
        return error
    }

    /// The same mistake as it is seen from the array around it.
    func inside(_ index: Int) -> StateError { inside(String(index)) }
}

extension StateError {
    static func expected(_ what: String) -> StateError { StateError("must be \(what)") }

    static func duplicate(_ what: String) -> StateError { StateError("occurs a second time: \(what)") }

    static func dangling(_ what: String, _ id: String) -> StateError { StateError("there is no \(what) \(id)") }

    /// A word that is none of those that could stand there.
    static func unknown(_ word: String, among known: some Collection<String>) -> StateError {
        let list = known.map { "`\($0)`" }.joined(separator: ", ")
        return StateError("must be one of \(list); `\(word)` is none of them", hint: word.closest(among: known))
    }
}
