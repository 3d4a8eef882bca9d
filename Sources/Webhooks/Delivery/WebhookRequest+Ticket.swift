import Domain

extension WebhookRequest {
    /// What an attempt sends (section 13.1 of the API's description): only time, signature and number change from one to the next.
    init(_ ticket: AttemptTicket) {
        let signature = WebhookSignature(secrets: ticket.secrets, at: ticket.signedAt, body: ticket.event.body)
        var headers = [
            HeaderField(name: "Content-Type", value: "application/json"),
            HeaderField(name: "User-Agent", value: "Kirim-Webhook/1.0"),
            HeaderField(name: "X-Kirim-Source", value: ticket.event.source.rawValue),
            HeaderField(name: "X-Kirim-Event", value: ticket.event.type),
            HeaderField(name: "X-Kirim-Event-Id", value: ticket.event.id),
            HeaderField(name: "X-Kirim-Delivery-Id", value: ticket.delivery.description),
            HeaderField(name: "X-Kirim-Attempt", value: String(ticket.number)),
        ]
        for name in ticket.signatureHeaders.names {
            headers.append(HeaderField(name: name, value: signature.headerValue))
        }
        self.init(url: ticket.url, headers: headers, body: ticket.event.body, timeout: ticket.timeout)
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
