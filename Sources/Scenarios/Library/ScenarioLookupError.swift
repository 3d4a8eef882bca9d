package import Documents

/// Why a name or path gives no scenario.
package enum ScenarioLookupError: Error, Hashable, Sendable {
    /// No file has this name or path; `hint` is a similar name.
    case unknown(name: String, hint: String?)
    /// The file exists but has mistakes.
    case broken(DiagnosticsError)
}
