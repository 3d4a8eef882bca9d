/// The options for an `if`; if none is chosen, the finished value decides between `then` and `else`.
enum SampleCondition: Int {
    case passAndThen
    case failAndElse
    case then
    case `else`

    /// Whether the value must pass or must fail the `if` itself.
    var isStrict: Bool { self == .passAndThen || self == .failAndElse }
}
