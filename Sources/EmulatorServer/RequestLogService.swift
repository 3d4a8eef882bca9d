import ServiceLifecycle

/// Takes finished lines of the log, in UTF-8.
package typealias LogWriter = @Sendable ([UInt8]) -> Void

/// Writes the log while the server runs, and what is left of it when the server has stopped.
struct RequestLogService: Service {
    let log: RequestLog
    let write: LogWriter

    func run() async throws {
        await withGracefulShutdownHandler {
            await log.drain(to: write)
        } onGracefulShutdown: {
            log.finish()
        }
    }
}
