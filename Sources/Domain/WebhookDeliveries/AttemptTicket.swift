/// All data for one attempt that is to be sent now, as of the time when it starts.
package struct AttemptTicket: Sendable {
    /// The delivery that is attempted.
    package let delivery: Identifier<WebhookDelivery>
    /// The delivery that it repeats, across replays of replays; the same as `delivery` if it is not a replay.
    package let original: Identifier<WebhookDelivery>
    /// The subscription that it is for.
    package let subscription: Identifier<WebhookSubscription>
    /// The number of the attempt within its delivery; 1 for the first.
    package let number: Int
    /// The URL that the event is posted to.
    package let url: String
    /// The event with its type, id and body.
    package let event: WebhookEvent
    /// The secrets that the request is signed with, oldest first.
    package let secrets: [String]
    /// When the attempt was due, on the world's clock.
    package let due: Timestamp
    /// When the attempt starts, on the world's clock.
    package let at: Timestamp
    /// When the attempt starts, in wall time.
    package let wallAt: Timestamp
    /// The time limit of the attempt, in wall time.
    package let timeout: TimeSpan
    /// PEM certificate authorities that the receiver's certificate may be signed by, besides the system's.
    package let trustedCertificates: String?
    /// The time in the signature.
    package let signedAt: Timestamp
    /// The names of the headers that carry the signature.
    package let signatureHeaders: Switches.SignatureHeaders
    /// Whether first attempts behind this one wait for its answer; the runner limits how long they do.
    package let holdsOthers: Bool
    /// The fault that a rule has decided for the attempt or its delivery.
    package var fault: DeliveryFault?
}
