/// How an object was touched since `WorldState.beginTouches()`.
package enum ObjectTouch: Sendable {
    /// It was added.
    case added
    /// It was added before, and now changed or removed.
    case changed
    /// It was added after that call, and now changed or removed.
    case changedAfterAddition
}
