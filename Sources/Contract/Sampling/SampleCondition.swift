/// What is done about an `if`; where nothing is chosen, only the value shows whether it takes `then` or `else`.
enum SampleCondition: Int {
    case passAndThen
    case failAndElse
    case then
    case `else`

    /// Whether the `if` itself is made to pass or to fail.
    var isStrict: Bool { self == .passAndThen || self == .failAndElse }
}
