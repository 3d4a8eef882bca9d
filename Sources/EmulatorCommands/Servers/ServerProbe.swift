import Domain
import NIOCore
import Scenarios
import Webhooks

/// One question to a server: a GET request that is not sent again.
enum ServerProbe {
    /// Why there is no answer, as the end of a sentence that names the URL.
    struct Failure: Error {
        let reason: String
    }

    /// Asks the server at an origin, which gets a few seconds.
    static func ask(
        _ origin: String,
        _ path: String,
        headers: [HeaderField] = []
    ) async throws(Failure) -> StepExchange.Response {
        let request = DriverRequest(method: "GET", target: path, headers: headers, body: [], timeout: .seconds(3))
        do {
            return try await HTTPRequester.withRequester { requester in
                try await TargetServer(at: origin, requester: requester).send(request).get()
            }
        } catch {
            throw Failure(reason: (error as? DriverError)?.cause(of: request) ?? "\(error)")
        }
    }
}
