extension SetupLink: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        SetupLink(
            id: try coder.field("id", \.id),
            customer: try coder.field("customer", \.customer),
            customerInternalID: try coder.field("customer_internal_id", \.customerInternalID),
            token: try coder.field("token", \.token),
            expiresAt: try coder.field("expires_at", \.expiresAt),
            createdAt: try coder.field("created_at", \.createdAt),
            consumedAt: try coder.field("consumed_at", \.consumedAt),
            isRevoked: try coder.field("is_revoked", \.isRevoked),
            polls: try coder.field("polls", \.polls, in: .count),
            redirects: try coder.field("redirects", \.redirects)
        )
    }
}

extension SetupLinkRedirects: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        SetupLinkRedirects(
            success: try coder.field("success", \.success),
            failure: try coder.field("failure", \.failure)
        )
    }
}
