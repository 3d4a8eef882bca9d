import DequeModule

/// The nonces that can still be used; those that have expired are forgotten as new ones come.
struct OnboardingNonces: Sendable {
    var living: [String: OnboardingNonce] = [:]
    var order: Deque<String> = []

    mutating func insert(_ nonce: OnboardingNonce, at now: Timestamp) {
        while let oldest = order.first, living[oldest].map({ $0.expiresAt <= now }) ?? true {
            living[oldest] = nil
            order.removeFirst()
        }
        living[nonce.text] = nonce
        order.append(nonce.text)
    }

    /// Uses a nonce up; nil if it is unknown, expired, used or of another link.
    mutating func spend(_ text: String, for link: Identifier<SetupLink>, at now: Timestamp) -> OnboardingNonce? {
        guard let nonce = living[text], nonce.link == link, nonce.expiresAt > now else { return nil }
        living[text] = nil
        return nonce
    }
}
