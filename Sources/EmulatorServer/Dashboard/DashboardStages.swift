import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// Keeps pages and names of strangers away from the dashboard's calls, as from the control API.
struct DashboardGuardStage: PipelineStage {
    let guards: ControlGuard

    func process(_ exchange: inout Exchange) throws(Refusal) -> StageResult {
        do throws(MockError) {
            try guards.checkOrigin(exchange.request)
        } catch {
            throw .mock(error)
        }
        return .next
    }
}

/// Finds the sandbox of a dashboard call, as sessions are not emulated: by key or name, else by what it speaks of.
struct DashboardSandboxStage: PipelineStage {
    let registry: SandboxRegistry

    func process(_ exchange: inout Exchange) throws(Refusal) -> StageResult {
        do throws(MockError) {
            if let sandbox = try sandbox(for: exchange) { exchange.enter(sandbox) }
        } catch {
            throw .mock(error)
        }
        return .next
    }

    private func sandbox(for exchange: Exchange) throws(MockError) -> Sandbox? {
        if case .sandbox(let sandbox) = try ControlScope.find(for: exchange, in: registry) { return sandbox }
        guard case .operation(_, let path) = exchange.match else { return nil }
        if let customer = path["id"] ?? Self.customer(in: exchange.bodyBytes) {
            return try registry.only { (try? $0.customer(anyID: customer)) != nil }
        }
        guard let number = path["phone_number_id"] else { return nil }
        return try registry.only { $0.accounts[phoneNumberID: number] != nil }
    }

    private static func customer(in body: [UInt8]) -> String? {
        (try? JSONValue(parsing: body))?["customer_id"]?.string
    }
}
