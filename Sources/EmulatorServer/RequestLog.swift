import Documents
import Synchronization

/// The line a request that operators see; written in batches by a service, never on the way to an answer.
package final class RequestLog: Sendable {
    /// How a line looks.
    package enum Format: String, CaseIterable, Sendable {
        case text, json
    }

    private let format: Format?
    private let buffer = Mutex<[UInt8]>([])
    private let signal: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation

    /// A log in that format; nil writes nothing.
    package init(format: Format?) {
        self.format = format
        (signal, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Notes one request; nil for the status of one that was never answered.
    func note(method: String, path: String, status: Int?, fault: String? = nil, took: Duration) {
        guard let format else { return }
        let microseconds = Int(took / .microseconds(1))
        let shown = Secrets.masked(path)
        buffer.withLock { buffer in
            switch format {
            case .text:
                let answer = status.map { String($0) } ?? "-"
                let cause = fault.map { " fault \($0)" } ?? ""
                let line = "\(method) \(shown) \(answer) \(Self.milliseconds(microseconds)) ms\(cause)\n"
                buffer.append(contentsOf: line.utf8)
            case .json:
                var writer = JSONWriter()
                writer.object { writer in
                    writer.member("method", method)
                    writer.member("path", shown)
                    writer.member("status", status)
                    writer.member("took_us", microseconds)
                    if let fault { writer.member("fault", fault) }
                }
                buffer.append(contentsOf: writer.bytes + [UInt8(ascii: "\n")])
            }
        }
        wake.yield()
    }

    /// Hands the lines to `write` as they come, until `finish`.
    package func drain(to write: @Sendable ([UInt8]) -> Void) async {
        for await _ in signal { flush(to: write) }
        flush(to: write)
    }

    /// Ends `drain` once all lines are out.
    package func finish() {
        wake.finish()
    }

    private func flush(to write: ([UInt8]) -> Void) {
        let lines = buffer.withLock { buffer in
            defer { buffer = [] }
            return buffer
        }
        if !lines.isEmpty { write(lines) }
    }

    private static func milliseconds(_ microseconds: Int) -> String {
        let tenths = (microseconds + 50) / 100
        return "\(tenths / 10).\(tenths % 10)"
    }
}
