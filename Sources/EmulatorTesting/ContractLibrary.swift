package import Contract
package import Documents
package import EmulatorServer

/// The contract of the API and that of the control API, each read once per test process.
package enum ContractLibrary {
    /// The contract in openapi.yaml, or why it cannot be loaded.
    package static let loaded = Result<LoadedContract, DiagnosticsError> { () throws(DiagnosticsError) in
        try LoadedContract(file: SourceTree.path("openapi.yaml"))
    }

    /// The contract of the control API, control.yaml.
    package static let control: Contract = ControlContract.contract
}
