import Domain

extension WebhookRequest {
    /// What an attempt sends (section 13.1 of the API's description): only time, signature and number change from one to the next.
    ///
    /// A fault changes what it is about and nothing else: the signature stays that of the whole body, say.
    init(_ ticket: AttemptTicket) {
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
    /// Twice what receivers are told to let through, in milliseconds.
    private static let staleness: Int64 = 600_000

    /// The signature, as a fault wants it; nil for none.
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
    /// The text as a header's value: receivers disagree about what other bytes mean, so they are percent-encoded.
    fileprivate var inASCII: String {
        guard !utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return self }
        return utf8.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return (0x20...0x7E).contains(byte)
                ? String(UnicodeScalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
        }.joined()
    }
}

extension Substring {
    /// The hexadecimal digits up to the comma in capitals, what follows it as it was.
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
