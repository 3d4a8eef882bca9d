import Documents
import OrderedCollections
import Scenarios

/// An emulator in another process.
struct RunningEmulator: Sendable {
    private static let path = "/__admin/health"

    /// The path below which it serves the API.
    let basePath: String

    /// Asks the server at an origin what it is; throws if it is not an emulator.
    init(at origin: String, adminToken: String?) async throws(CommandError) {
        let url = origin + Self.path
        let response: StepExchange.Response
        do throws(ServerProbe.Failure) {
            let headers = adminToken.map { [ControlClient.tokenHeader($0)] } ?? []
            response = try await ServerProbe.ask(origin, Self.path, headers: headers)
        } catch {
            throw .failed(
                "no emulator answers at \(url) (\(error.reason)); start one with `kirimdev-mock serve`, or name its port "
                    + "with --port"
            )
        }
        if response.status == 401 {
            throw .failed("\(url) answered 401: name the admin token of the server with --admin-token")
        }
        let health = try? JSONValue(parsing: response.body)
        guard response.status == 200, let basePath = health?["contract"]?["base_path"]?.string else {
            throw .failed("the server at \(origin) is no emulator of this version: \(url) answered \(response.status)")
        }
        self.basePath = basePath
    }
}
