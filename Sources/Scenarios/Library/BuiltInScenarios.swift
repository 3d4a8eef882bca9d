/// The scenario files that are part of the program.
package struct BuiltInScenarios: Sendable {
    /// No scenarios.
    package static let none = BuiltInScenarios(names: []) { _ in [] }

    /// The path of each name, as the list of scenarios and mistakes show it, such as `scenarios/inbox.yaml (built in)`.
    let files: [String: String]
    private let names: [String: String]
    private let content: @Sendable (String) -> [UInt8]

    /// Scenarios with these names; `content` returns the YAML of one.
    package init(names: [String], content: @escaping @Sendable (_ name: String) -> [UInt8]) {
        let paths = names.map { ($0, "scenarios/\($0).yaml (built in)") }
        files = Dictionary(uniqueKeysWithValues: paths)
        self.names = Dictionary(uniqueKeysWithValues: paths.map { ($1, $0) })
        self.content = content
    }

    /// Whether a path is one of ``files``.
    func contains(_ file: String) -> Bool { names[file] != nil }

    /// The YAML at a path of ``files``; nil for other paths.
    func bytes(of file: String) -> [UInt8]? {
        names[file].map(content)
    }
}
