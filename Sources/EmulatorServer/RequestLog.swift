import Documents

/// Takes a finished line of the log, in UTF-8; it is called on the way to an answer, and must not wait.
package typealias LogWriter = @Sendable ([UInt8]) -> Void

/// The line a request that operators see.
package struct RequestLog: Sendable {
    /// How a line looks.
    package enum Format: String, CaseIterable, Sendable {
        case text, json
    }

    private let format: Format?
    private let write: LogWriter

    /// A log in that format; nil writes nothing.
    package init(format: Format?, write: @escaping LogWriter) {
        self.format = format
        self.write = write
    }

    /// Notes one request; nil for the status of one that was never answered.
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

    /// The line that stands where others would have stood, had there been room for them.
    package static func gap(of count: Int, format: Format) -> [UInt8] {
        switch format {
        case .text: Array("(\(count) \(count == 1 ? "line was" : "lines were") dropped, as nobody read the log)\n".utf8)
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
