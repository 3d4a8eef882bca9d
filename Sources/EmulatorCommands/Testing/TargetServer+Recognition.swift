import Documents
import Domain
import NIOCore
import Scenarios

extension TargetServer {
    /// Whether the server is an emulator, which answers the path of its health with the digest of its contract.
    func isEmulator(at target: String, adminToken: String?) async throws(CommandError) -> Bool {
        let path = "/__admin/health"
        let headers = adminToken.map { [ControlClient.tokenHeader($0)] } ?? []
        let request = DriverRequest(method: "GET", target: path, headers: headers, body: [], timeout: .seconds(30))
        let response: StepExchange.Response
        do {
            response = try await send(request).valueUnlessCancelled()
        } catch {
            let reason = (error as? DriverError)?.message(of: request) ?? "\(error)"
            throw .setting("--target \(target): \(reason)")
        }
        let json = (try? JSONValue(parsing: response.body)) ?? .null
        if response.headers.contains(where: { $0.name.lowercased() == "x-mock-error" }) {
            throw .setting("--target \(target) refuses \(path): \(response.status) \(json["detail"]?.string ?? "")")
        }
        return response.status == 200 && json["contract"]?["digest"] != nil
    }
}
