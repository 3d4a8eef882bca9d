import Contract
import Documents
import EmulatorServer

extension LoadedContract {
    /// Loads the contract to serve: the named file, or openapi.yaml in a folder, or that which is part of the program.
    ///
    /// A contract without an error catalogue uses that of the program.
    /// With `isStrict` a contract with mistakes is refused; otherwise its operations without mistakes are served.
    static func serving(
        _ asked: String?,
        cache: ContractCache?,
        isStrict: Bool = false
    ) throws(CommandError) -> LoadedContract {
        let file = try SharedFiles.contract(asked)
        do throws(DiagnosticsError) {
            let text = if let file { try ContractText(file: file) } else { ContractText.builtIn }
            return try LoadedContract(text, cache: cache, tolerance: isStrict ? .none : .soundOperations) {
                () throws(DiagnosticsError) in
                file == nil ? nil : try catalog(of: .builtIn, cache: cache)
            }
        } catch {
            throw .mistakes(error.diagnostics)
        }
    }
}
