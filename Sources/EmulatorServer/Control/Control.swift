/// The pipelines for all operations in control.yaml.
struct Control: Sendable {
    /// Answers the control API and the pages.
    let pipeline: ControlPipeline
    /// Answers the operations of the dashboard, in the form of the API.
    let dashboard: ContractPipeline
    /// The operationIds with a handler in either pipeline; a test compares them with control.yaml.
    let operations: Set<String>
}
