import Documents

/// Writes one finished line of the log in UTF-8; it is called before the response is sent, so it must not block.
package typealias LogWriter = @Sendable ([UInt8]) -> Void

/// The log of the server, with one line for each request.
package struct RequestLog: Sendable {
    /// The form of the lines, as in `--log-format`.
    package enum Format: String, CaseIterable, Sendable {
        case text, json
    }

    private let format: Format?
    private let write: LogWriter

    /// Creates a log in a format; nil turns the log off.
    package init(format: Format?, write: @escaping LogWriter) {
        self.format = format
        self.write = write
    }

    /// Writes the line of one request; `status` is nil if the request got no response.
    func note(method: String, path: String, status: Int?, fault: String? = nil, took: Duration) {
        guard let format else { return }
        let microseconds = Int(took / .microseconds(1))
        let shown = Secrets.masked(path)
        switch format {
        case .text:
            let answer = status.map { String($0) } ?? "-"
            let cause = fault.map { " fault \($0)" } ?? ""
            write(Array("\(method) \(shown) \(answer) \(Self.milliseconds(microseconds)) ms\(cause)\n".utf8))
        case .json:
            write(
                Self.object { writer in
                    writer.member("method", method)
                    writer.member("path", shown)
                    writer.member("status", status)
                    writer.member("took_us", microseconds)
                    if let fault { writer.member("fault", fault) }
                }
            )
        }
    }

    /// The line that replaces `count` lines that were dropped because the log was not read fast enough.
    package static func gap(of count: Int, format: Format) -> [UInt8] {
        switch format {
        case .text:
            Array("(\(count) \(count == 1 ? "line was" : "lines were") dropped: the log was read too slowly)\n".utf8)
        case .json: object { $0.member("dropped", count) }
        }
    }

    private static func object(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.object(members)
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private static func milliseconds(_ microseconds: Int) -> String {
        let tenths = (microseconds + 50) / 100
        return "\(tenths / 10).\(tenths % 10)"
    }
}
