import Documents

extension SetupLink {
    /// The success page with `customer_id`, `account_id` and `status` added to its query, in that order.
    package func successRedirect(customer: Customer, accountID: String) -> String? {
        redirects.success.map { url in
            url.appendingQuery([
                ("customer_id", customer.id.description), ("account_id", accountID), ("status", "success"),
            ])
        }
    }

    /// The failure page with `customer_id`, `status` and `reason` added to its query, in that order.
    package func failureRedirect(customer: Customer, reason: String) -> String? {
        redirects.failure.map { url in
            url.appendingQuery([
                ("customer_id", customer.id.description), ("status", "failed"), ("reason", reason),
            ])
        }
    }
}

extension String {
    /// The URL with the parameters appended to its query; the existing query is kept.
    fileprivate func appendingQuery(_ parameters: [(String, String)]) -> String {
        let added = parameters.map { "\($0.0)=\($0.1.percentEncoded)" }.joined(separator: "&")
        guard contains("?") else { return self + "?" + added }
        return self + (hasSuffix("?") || hasSuffix("&") ? "" : "&") + added
    }

    /// The text with all bytes except unreserved characters percent-encoded (RFC 3986, 2.3).
    private var percentEncoded: String {
        percentEncoded { $0.isLetterOrDigit || "-._~".utf8.contains($0) }
    }
}
