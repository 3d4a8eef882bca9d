import Crypto
package import Domain

/// The signature by which a receiver checks the sender and the time of an attempt (section 13.2).
package struct WebhookSignature: Sendable {
    /// `t=<unix seconds>,v1=<hex>`, with another `,v1=<hex>` for each further secret.
    package let headerValue: String

    /// Signs the moment and the body with every secret, oldest first.
    ///
    /// The key is the whole secret with its `whsec_`; it looks like base64 but is not decoded.
    package init(secrets: [String], at moment: Timestamp, body: [UInt8]) {
        let time = String(moment.seconds)
        var value = Array("t=\(time)".utf8)
        value.reserveCapacity(value.count + secrets.count * 68)
        for secret in secrets {
            var code = HMAC<SHA256>(key: SymmetricKey(data: Array(secret.utf8)))
            code.update(data: Array(time.utf8))
            code.update(data: [UInt8(ascii: ".")])
            code.update(data: body)
            value.append(contentsOf: ",v1=".utf8)
            for byte in code.finalize() {
                value.append(Self.hexDigit(byte >> 4))
                value.append(Self.hexDigit(byte & 0xF))
            }
        }
        headerValue = String(decoding: value, as: UTF8.self)
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
