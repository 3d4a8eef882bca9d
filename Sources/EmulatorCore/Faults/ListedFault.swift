package import Domain

/// A fault rule as lists show it: with its counts and hits, and with the sandbox whose own rule it is.
package struct ListedFault: Sendable {
    /// The sandbox that has the rule; nil for a keyless rule.
    package let sandbox: Identifier<Sandbox>?
    /// The rule with its counts and hits.
    package let rule: FaultRule

    /// The rule of a sandbox, or a keyless rule if there is none.
    package init(sandbox: Identifier<Sandbox>?, rule: FaultRule) {
        self.sandbox = sandbox
        self.rule = rule
    }
}
