/// Where a receiver listens, and which authorities its certificate may come from.
struct ReceiverAddress: Hashable {
    /// Whether the scheme is `https`.
    let isSecure: Bool
    /// The host without the brackets of an IPv6 address.
    let host: String
    let port: Int
    /// PEM certificate authorities that are trusted in addition to the usual ones.
    let trustedCertificates: String?
}
