import ArgumentParser
import FoundationEssentials
import Scenarios

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
            let origin = settings.origin(port: settings.port)
            let url = origin + Self.path
            let status: Int
            do throws(ServerProbe.Failure) {
                status = try await ServerProbe.ask(origin, Self.path).status
            } catch {
                throw CommandError.failed("\(url) cannot be reached: \(error.reason)")
            }
            guard status == 200 else { throw CommandError.failed("\(url) answered \(status)") }
            StandardStream.output.say("ready\n")
        }
    }

    private static let path = "/readyz"
}
