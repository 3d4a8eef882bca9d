package import Documents

/// Why there is no scenario of a name.
package enum ScenarioLookupError: Error, Hashable, Sendable {
    /// No file has that name; the hint is one that does.
    case unknown(name: String, hint: String?)
    /// There is a file, and it cannot be used.
    case broken(DiagnosticsError)
}
