/// An attempt that is to be made now: everything that goes on the wire, as it stands at this moment.
package struct AttemptTicket: Sendable {
    /// The delivery that is attempted.
    package let delivery: Identifier<WebhookDelivery>
    /// The subscription that it is for.
    package let subscription: Identifier<WebhookSubscription>
    /// 1 for the first attempt.
    package let number: Int
    /// Where it goes.
    package let url: String
    /// What is sent.
    package let event: WebhookEvent
    /// What it is signed with, oldest first.
    package let secrets: [String]
    /// When it was due, on the world's clock.
    package let due: Timestamp
    /// When it begins, on the world's clock.
    package let at: Timestamp
    /// When it begins, on the wall.
    package let wallAt: Timestamp
    /// How long it may take.
    package let timeout: TimeSpan
    /// Authorities in PEM form that the receiver's certificate may come from, beside those that everybody trusts.
    package let trustedCertificates: String?
    /// The moment that the signature names.
    package let signedAt: Timestamp
    /// Under which names the signature goes.
    package let signatureHeaders: Switches.SignatureHeaders
    /// Whether later events wait for its answer, for a while.
    package let holdsOthers: Bool
    /// What goes wrong with it on purpose.
    package var fault: DeliveryFault?
}
