package import Contract
package import Documents
package import EmulatorServer

/// The contracts, read once for all tests of a process.
package enum ContractLibrary {
    /// openapi.yaml.
    package static let loaded = Result<LoadedContract, DiagnosticsError> { () throws(DiagnosticsError) in
        try LoadedContract(file: SourceTree.path("openapi.yaml"))
    }

    /// control.yaml.
    package static let control: Contract = ControlContract.contract
}
