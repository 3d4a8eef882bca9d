import Contract
import Documents
import EmulatorServer

extension LoadedContract {
    /// Loads the contract to serve: the named file, or openapi.yaml.
    ///
    /// With `isStrict` a contract with mistakes is refused; otherwise its operations without mistakes are served.
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
