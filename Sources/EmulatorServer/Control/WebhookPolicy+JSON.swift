import Documents
import Domain

extension WebhookPolicy {
    /// Writes all members of the policy; the vendor's schedule is `vendor`, and an empty one is `none`.
    func write(to writer: inout JSONWriter) {
        switch retries {
        case Self.vendorRetries: writer.member("retries", "vendor")
        case []: writer.member("retries", "none")
        default: writer.member("retries", .array(retries.map { .string($0.description) }))
        }
        writer.member("jitter", .number(jitter))
        writer.member("timeout", timeout.description)
        writer.member("order", order.rawValue)
        writer.member("sign_time", signTime.rawValue)
    }
}
