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
            return try LoadedContract(file: file, cache: cache, tolerance: isStrict ? .none : .soundOperations) {
                () throws(DiagnosticsError) in
                guard let shipped = SharedFiles.shippedContract, shipped != file else { return nil }
                return try catalog(of: shipped, cache: cache)
            }
        } catch {
            throw .mistakes(error.diagnostics)
        }
    }
}
