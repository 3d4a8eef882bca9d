import Documents
import EmulatorServer

extension LoadedContract {
    /// The contract that a server with these settings serves.
    static func serving(_ asked: String?, cache: ContractCache?) throws(CommandError) -> LoadedContract {
        let file = try SharedFiles.contract(asked)
        do throws(DiagnosticsError) {
            return try LoadedContract(file: file, shipped: SharedFiles.shippedContract, cache: cache)
        } catch {
            throw .mistakes(error.diagnostics)
        }
    }
}
