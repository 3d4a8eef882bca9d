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
        guard case .operation(_, let path) = exchange.match else { return .next }
        let found: Sandbox?
        do throws(MockError) {
            found = try sandbox(for: exchange, path)
        } catch {
            throw .mock(error)
        }
        guard let found else { throw .api(Self.nobody(path)) }
        exchange.enter(found)
        return .next
    }

    private func sandbox(for exchange: Exchange, _ path: PathParameters) throws(MockError) -> Sandbox? {
        if case .sandbox(let sandbox) = try ControlScope.find(for: exchange, in: registry) { return sandbox }
        if let customer = path["id"] ?? Self.customer(in: exchange.bodyBytes) {
            return try registry.only { (try? $0.customer(anyID: customer)) != nil }
        }
        let number = path["phone_number_id"] ?? ""
        return try registry.only { $0.accounts[phoneNumberID: number] != nil }
    }

    private static func nobody(_ path: PathParameters) -> APIError {
        if let customer = path["id"] { return APIError(refusal: .notFound(resource: "customer", id: customer)) }
        return APIError(refusal: .notFound(resource: "account", id: path["phone_number_id"] ?? ""))
    }

    private static func customer(in body: [UInt8]) -> String? {
        (try? JSONValue(parsing: body))?["customer_id"]?.string
    }
}
