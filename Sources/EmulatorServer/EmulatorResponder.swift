import Contract
package import HTTPServing
package import NIOHTTP1

/// Passes each request to the API, the MCP endpoint, the control API or the dashboard, by its path and form.
package struct EmulatorResponder: Responder {
    let pipeline: ContractPipeline
    /// The pipeline of the MCP endpoint; nil if the contract has no tools.
    let mcp: ContractPipeline?
    let control: LazyControl
    /// Whether there is an MCP endpoint; it is asked for each request, and a comparison would copy the pipeline.
    private let hasTools: Bool

    init(pipeline: ContractPipeline, mcp: ContractPipeline?, control: LazyControl) {
        self.pipeline = pipeline
        self.mcp = mcp
        self.control = control
        hasTools = mcp != nil
    }

    /// The operationIds with a handler for control.yaml; a test compares them with that file.
    package var controlOperations: Set<String> { control.value.operations }

    /// Returns the largest body in bytes: 1 MiB for the API, the MCP endpoint and the dashboard, 256 MiB for the control API.
    package func bodyLimit(for head: HTTPRequestHead) -> Int {
        part(of: head).bodyLimit
    }

    /// Replies to a request with the pipeline of the part that answers its path.
    package func respond(to request: Request) -> Reply {
        switch part(of: request.head) {
        case .api: pipeline.respond(to: request)
        case .mcp: (mcp ?? pipeline).respond(to: request)
        case .control: control.value.pipeline.respond(to: request)
        case .dashboard: control.value.dashboard.respond(to: request)
        }
    }

    private func part(of head: HTTPRequestHead) -> ServedPart {
        .of(head, contract: pipeline.contract, hasTools: hasTools)
    }
}
