/// Names a hit, for those who say when its answer broke.
package struct FaultHitName: Sendable {
    let rule: RuleName
    let number: Int
}
