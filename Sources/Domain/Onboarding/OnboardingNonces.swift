import HashTreeCollections

/// The nonces of a world; inserting one removes the expired ones.
struct OnboardingNonces: Sendable {
    var living: TreeDictionary<String, OnboardingNonce> = [:]
    var order = ChunkedQueue<String>()

    mutating func insert(_ nonce: OnboardingNonce, at now: Timestamp) {
        while let oldest = order.first, living[oldest].map({ $0.expiresAt <= now }) ?? true {
            living[oldest] = nil
            order.removeFirst()
        }
        living[nonce.text] = nonce
        order.append(nonce.text)
    }

    /// Removes a nonce and returns it; nil if it is unknown, expired, already spent or made for another link.
    mutating func spend(_ text: String, for link: Identifier<SetupLink>, at now: Timestamp) -> OnboardingNonce? {
        guard let nonce = living[text], nonce.link == link, nonce.expiresAt > now else { return nil }
        living[text] = nil
        return nonce
    }
}
