/// Identifies a hit, so that the server can report when its response broke.
package struct FaultHitName: Sendable {
    let rule: RuleName
    let number: Int
}
