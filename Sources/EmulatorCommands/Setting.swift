/// A value with the flag or variable that set it, such as `--port` or `KIRIMDEV_MOCK_PORT`.
struct Setting<Value: Sendable>: Sendable {
    let value: Value
    let source: String
}
