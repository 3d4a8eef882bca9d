/// What a contract test runs, and where.
struct TestSettings {
    /// The option `--filter`.
    var filter: String?
    /// Whether no file is begun after one has failed.
    var failFast = false
    /// How often each file is run.
    var repetitions = 1
    /// The option `--seed`.
    var seed: UInt64?
    /// The option `--target`; nil for emulators in this process.
    var target: String?
    /// The key for a target that is not an emulator.
    var apiKey: String?
    /// The admin token of a target that is an emulator.
    var adminToken: String?
    /// The values of variables.
    var variables: [String: String] = [:]
    /// The orders of arrival to try; nil for none.
    var orders: OrderSelection?
    /// Whether the steps after a failed one are run as well, as far as they have the values that they need.
    var goesOnAfterFailure = false
}
