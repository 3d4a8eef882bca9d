import Documents
import Domain
import NIOCore
import Scenarios

extension TargetServer {
    /// The path that an emulator answers with the digest of its contract.
    private static let health = "/__admin/health"

    /// Whether the server is an emulator.
    ///
    /// Only a server that has refused a request as an emulator does, because it lacks the admin token, gets the token.
    func isEmulator(at target: String, adminToken: String?) async throws(CommandError) -> Bool {
        var response = try await health(of: target, headers: [])
        if let adminToken, response.status == 401, response.isRefusalOfEmulator {
            response = try await health(of: target, headers: [ControlClient.tokenHeader(adminToken)])
        }
        let json = (try? JSONValue(parsing: response.body)) ?? .null
        if response.isRefusalOfEmulator {
            let detail = json["detail"]?.string ?? ""
            throw .setting("--target \(target) refuses \(Self.health): \(response.status) \(detail)")
        }
        return response.status == 200 && json["contract"]?["digest"] != nil
    }

    private func health(
        of target: String,
        headers: [HeaderField]
    ) async throws(CommandError) -> StepExchange.Response {
        let request = DriverRequest(
            method: "GET",
            target: Self.health,
            headers: headers,
            body: [],
            timeout: .seconds(30)
        )
        do {
            return try await send(request).valueUnlessCancelled()
        } catch {
            let reason = (error as? DriverError)?.message(of: request) ?? "\(error)"
            throw .setting("--target \(target): \(reason)")
        }
    }
}

extension StepExchange.Response {
    /// Whether it is an error of an emulator itself, not of the API.
    fileprivate var isRefusalOfEmulator: Bool { headers.contains { $0.name.lowercased() == "x-mock-error" } }
}
