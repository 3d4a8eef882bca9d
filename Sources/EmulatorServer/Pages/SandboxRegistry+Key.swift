import EmulatorCore

extension SandboxRegistry {
    /// A key that is accepted and that a page may show; nil if there is none.
    ///
    /// Whoever lacks the admin token does not see the keys that a scenario declares.
    func keyForPages(requiresToken: Bool) -> String? {
        let key = baseline.usableKey(preferring: Self.sampleKey)
        return requiresToken && key != Self.sampleKey ? nil : key
    }
}
