import Documents
package import Domain

extension WebhookRequest {
    /// The request of an attempt (section 13.1 of the API's description).
    ///
    /// The attempts of a delivery differ only in time, signature and number. A fault changes nothing but its own part:
    /// with a truncated body, for example, the signature is still that of the whole body.
    package init(_ ticket: AttemptTicket) {
        let effect = ticket.fault?.effect
        let event = effect == .unknownEvent ? ticket.event.withUnknownType : ticket.event
        var headers = [
            HeaderField(name: "Content-Type", value: "application/json"),
            HeaderField(name: "User-Agent", value: "Kirim-Webhook/1.0"),
            HeaderField(name: "X-Kirim-Source", value: event.source.rawValue),
            HeaderField(name: "X-Kirim-Event", value: event.type.inASCII),
            HeaderField(name: "X-Kirim-Event-Id", value: event.id.inASCII),
            HeaderField(name: "X-Kirim-Delivery-Id", value: ticket.delivery.description),
            HeaderField(name: "X-Kirim-Attempt", value: String(ticket.number)),
        ]
        if let signature = ticket.signature(of: event.body) {
            for name in ticket.signatureHeaders.names { headers.append(HeaderField(name: name, value: signature)) }
        }
        var body = event.body
        if case .truncate(let length)? = effect { body = Array(body.prefix(length)) }
        self.init(
            url: ticket.url,
            headers: headers,
            body: body,
            timeout: ticket.timeout,
            trustedCertificates: ticket.trustedCertificates
        )
    }
}

extension AttemptTicket {
    /// The age of a stale signature in milliseconds: twice what receivers are told to accept.
    private static let staleness: Int64 = 600_000

    /// The value of the signature headers, as a fault may change it; nil to send none.
    fileprivate func signature(of body: [UInt8]) -> String? {
        guard case .signature(let kind)? = fault?.effect else {
            return WebhookSignature(secrets: secrets, at: signedAt, body: body).headerValue
        }
        switch kind {
        case .wrong:
            let others = secrets.map { _ in "whsec_that_nobody_has" }
            return WebhookSignature(secrets: others, at: signedAt, body: body).headerValue
        case .missing:
            return nil
        case .stale:
            let before = signedAt.adding(milliseconds: -Self.staleness)
            return WebhookSignature(secrets: secrets, at: before, body: body).headerValue
        case .uppercase:
            let value = WebhookSignature(secrets: secrets, at: signedAt, body: body).headerValue
            return value.split(separator: "=", omittingEmptySubsequences: false).enumerated()
                .map { $0.offset < 2 ? String($0.element) : $0.element.uppercasedDigits }
                .joined(separator: "=")
        }
    }
}

extension String {
    /// The text as a header's value; bytes outside printable ASCII are percent-encoded, as receivers differ about them.
    fileprivate var inASCII: String {
        guard !utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return self }
        return percentEncoded { (0x20...0x7E).contains($0) }
    }
}

extension Substring {
    /// The text with its hexadecimal digits before the first comma in capitals.
    fileprivate var uppercasedDigits: String {
        let digits = prefix { $0 != "," }
        return digits.uppercased() + dropFirst(digits.count)
    }
}

extension Switches.SignatureHeaders {
    fileprivate var names: [String] {
        switch self {
        case .both: ["X-Kirim-Signature", "X-Kirim-Signature-256"]
        case .plain: ["X-Kirim-Signature"]
        case .with256: ["X-Kirim-Signature-256"]
        }
    }
}
