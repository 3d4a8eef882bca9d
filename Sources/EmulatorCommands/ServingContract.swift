import Contract
import Documents
import EmulatorServer

extension LoadedContract {
    /// The contract that a server with these settings serves.
    ///
    /// With `isStrict` a contract with mistakes is refused; without it, its sound operations are served.
    static func serving(
        _ asked: String?,
        cache: ContractCache?,
        isStrict: Bool = false
    ) throws(CommandError) -> LoadedContract {
        let file = try SharedFiles.contract(asked)
        do throws(DiagnosticsError) {
            return try LoadedContract(
                file: file,
                shipped: SharedFiles.shippedContract,
                cache: cache,
                tolerance: isStrict ? .none : .soundOperations
            )
        } catch {
            throw .mistakes(error.diagnostics)
        }
    }
}
