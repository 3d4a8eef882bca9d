import EmulatorCore
import NIOHTTP1

/// Admits requests to the MCP endpoint: by their key, as the API does, and only a POST.
///
/// Foreign pages and host names are refused, as by the control API.
struct MCPAdmission: Admission {
    let keys: any Admission
    let guards: ControlGuard

    func checkOrigin(of arrival: Arrival) throws(Refusal) {
        try Refusal.of { () throws(MockError) in try guards.checkOrigin(of: arrival.request, for: .guarded) }
    }

    func admit(_ arrival: Arrival) throws(Refusal) -> Admitted {
        guard arrival.method == HTTPMethod.POST.rawValue else {
            let refusal = APIError(.methodNotAllowed, values: ["method": arrival.method])
            throw .api(refusal.with(header: "Allow", HTTPMethod.POST.rawValue))
        }
        return try keys.admit(arrival)
    }

    func inDryRun(_ run: DryRun) -> any Admission {
        MCPAdmission(keys: keys.inDryRun(run), guards: guards)
    }
}
