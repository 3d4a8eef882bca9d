import Documents
import EmulatorServer
import Foundation

extension LoadedContract {
    /// The contract that a server with these settings serves.
    static func serving(_ asked: String?) throws(CommandError) -> LoadedContract {
        let file = try SharedFiles.contract(asked)
        do throws(DiagnosticsError) {
            let cache = ContractCache(environment: ProcessInfo.processInfo.environment)
            return try LoadedContract(file: file, shipped: SharedFiles.shippedContract, cache: cache)
        } catch {
            throw .mistakes(error.diagnostics)
        }
    }
}
