import Documents

extension Answer {
    /// Creates the body `application/problem+json` for an error of the emulator (RFC 9457).
    ///
    /// `see` is the URL of a page for people that shows what the error is about.
    init(_ error: MockError, see: String? = nil) {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("type", "about:blank")
            writer.member("title", error.code.title)
            writer.member("status", error.code.status)
            writer.member("code", error.code.rawValue)
            writer.member("detail", error.detail)
            if let see { writer.member("see", see) }
            guard !error.findings.isEmpty else { return }
            writer.key("errors")
            writer.array { writer in for finding in error.findings { finding.write(to: &writer) } }
        }
        self.init(status: error.code.status, body: writer.bytes, contentType: "application/problem+json")
        headers.append(("X-Mock-Error", error.code.rawValue))
        for (name, value) in error.headers.sorted(by: { $0.key < $1.key }) { headers.append((name, value)) }
    }
}

extension MockError.Finding {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("pointer", pointer)
            writer.member("message", message)
            if let hint { writer.member("hint", hint) }
        }
    }
}
