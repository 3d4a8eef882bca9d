import ArgumentParser
import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1

/// `kirimdev-mock healthcheck`: asks the server with the same host and port settings whether it is ready.
struct HealthcheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "healthcheck",
        abstract: "Ask a running server whether it is ready; exit status 0 if it is.",
        discussion: """
            Reads the same flags and KIRIMDEV_MOCK_* variables as serve, so that it finds that server, and uses only \
            --host and --port. Sends one request to /readyz and waits for at most 3 seconds. Use it as the HEALTHCHECK \
            of an image.

            Exit status: 0 ready, 1 not ready or not reachable, 2 a setting is wrong, 64 a flag is wrong.
            """
    )

    @OptionGroup var options: ServeOptions

    func run() async throws {
        try await reportingErrors {
            let settings = try ServerSettings(options, environment: ProcessInfo.processInfo.environment).checked()
            let url = settings.origin(port: settings.port) + "/readyz"
            do {
                let status = try await Self.ask(url)
                guard status == .ok else { throw CommandError.failed("\(url) answered \(status.code)") }
            } catch let error as CommandError {
                throw error
            } catch {
                throw CommandError.failed("\(url) cannot be reached: \(error)")
            }
            StandardStream.output.say("ready\n")
        }
    }

    /// Sends one request, without retries: if the connection is refused, the server is not ready.
    private static func ask(_ url: String) async throws -> HTTPResponseStatus {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.retryConnectionEstablishment = false
        return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
            let response = try await client.execute(HTTPClientRequest(url: url), timeout: .seconds(3))
            for try await _ in response.body {}
            return response.status
        }
    }
}
