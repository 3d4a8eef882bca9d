import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// Admits calls of the vendor's dashboard, whose login is not emulated.
///
/// A key or `?sandbox=` names the sandbox, else it is the one that has the customer or number of the call, or the only
/// one if the call names neither. Foreign pages and host names are refused, as by the control API.
struct DashboardAdmission: Admission {
    let guards: ControlGuard
    let registry: SandboxRegistry

    func checkOrigin(of arrival: Arrival) throws(Refusal) {
        try Refusal.of { () throws(MockError) in
            try guards.checkOrigin(of: arrival.request, for: ControlAccess(of: arrival.match))
        }
    }

    func admit(_ arrival: Arrival) throws(Refusal) -> Admitted {
        guard case .operation(_, let path) = arrival.match else { return .nobody(at: arrival.wall) }
        let found = try Refusal.of { () throws(MockError) in try sandbox(of: arrival, path) }
        guard let found else { throw .api(Self.unknown(path)) }
        return .guest(of: found, at: arrival.wall)
    }

    func inDryRun(_ run: DryRun) -> any Admission {
        DashboardAdmission(guards: guards, registry: run.registry)
    }

    private func sandbox(of arrival: Arrival, _ path: PathParameters) throws(MockError) -> Sandbox? {
        if case .sandbox(let sandbox) = try ControlScope.find(for: arrival, in: registry) { return sandbox }
        let number = path["phone_number_id"]
        if let customer = path["id"] ?? number.flatMap({ _ in Self.customer(in: arrival.bodyBytes) }) {
            return try registry.only { (try? $0.customer(anyID: customer)) != nil }
        }
        guard let number else { return try registry.onlySandbox() }
        return try registry.only { $0.accounts[phoneNumberID: number] != nil }
    }

    private static func unknown(_ path: PathParameters) -> APIError {
        if let customer = path["id"] { return APIError(refusal: .notFound(resource: "customer", id: customer)) }
        return APIError(refusal: .notFound(resource: "account", id: path["phone_number_id"] ?? ""))
    }

    private static func customer(in body: [UInt8]) -> String? {
        (try? JSONValue(parsing: body))?["customer_id"]?.string
    }
}
