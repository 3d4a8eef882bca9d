/// The values of a path for the captures of its template.
package struct PathParameters: Sendable, Equatable {
    private var entries: [(name: String, value: String)] = []

    /// No values.
    package init() {}

    /// The given values.
    package init(_ entries: [(name: String, value: String)]) {
        self.entries = entries
    }

    /// The percent-decoded value of a capture.
    package subscript(name: String) -> String? {
        entries.first { $0.name == name }?.value
    }

    /// Whether there are no values.
    package var isEmpty: Bool { entries.isEmpty }

    /// The names and values in the order of the template.
    package var all: [(name: String, value: String)] { entries }

    package static func == (left: PathParameters, right: PathParameters) -> Bool {
        left.entries.elementsEqual(right.entries) { $0.name == $1.name && $0.value == $1.value }
    }
}
