/// What control.yaml describes, put together.
struct Control: Sendable {
    /// The control API and the pages.
    let pipeline: ControlPipeline
    /// The calls of the operator's dashboard, which answer as the API does.
    let dashboard: ContractPipeline
    /// The operations of both, to be compared with control.yaml.
    let operations: Set<String>
}
