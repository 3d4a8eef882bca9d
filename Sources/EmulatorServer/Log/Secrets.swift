/// Masks API keys, webhook secrets and setup-link tokens, so that the journal and the log do not show them.
enum Secrets {
    private static let tokenLength = 24

    /// Masks the secrets in a text: `kdv_test_abcdefgh` becomes `kdv_test_****efgh`.
    static func masked(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
        return String(decoding: masked(Array(text.utf8)), as: UTF8.self)
    }

    /// The headers whose whole value is a credential.
    private static let credentialHeaders: Set<String> = [
        "x-api-key", "api-key", "apikey", "x-auth-token", "x-access-token", "x-mock-admin-token",
    ]

    /// Masks the credentials in the value of a header.
    static func maskedHeader(_ name: String, _ value: String) -> String {
        switch name.lowercased() {
        case "authorization", "proxy-authorization": return maskedCredential(value)
        case "cookie":
            return value.split(separator: ";").map { cookie in
                let parts = cookie.split(separator: "=", maxSplits: 1)
                return parts.count == 2 ? "\(parts[0])=\(maskedWhole(String(parts[1])))" : "****"
            }.joined(separator: ";")
        case let name where credentialHeaders.contains(name): return maskedWhole(value)
        default: return masked(value)
        }
    }

    /// Masks one of the known secrets as usual, and any other value as `****`.
    static func maskedWhole(_ value: String) -> String {
        let shown = masked(value)
        return shown == value ? "****" : shown
    }

    /// Masks the value of an `Authorization` header except its scheme: `Bearer kdv_test_****efgh`.
    ///
    /// A value that is not one of the known secrets may be the secret of another service, so all of it is masked.
    static func maskedCredential(_ value: String) -> String {
        let parts = value.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard let scheme = parts.first, parts.count == 2 else { return value.isEmpty ? "" : "****" }
        let shown = masked(String(parts[1]))
        return "\(scheme) \(shown == parts[1] ? "****" : shown)"
    }

    /// Masks the secrets in UTF-8 text, as `masked(_:)` does for a string.
    static func masked(_ bytes: [UInt8]) -> [UInt8] {
        mapWords(in: bytes, append)
    }

    /// Copies UTF-8 text, and calls `append` for each word of letters, digits, `_` and `-`, which appends another one.
    ///
    /// If `stars` is true, `*` is a part of words as well, so that masked secrets are words.
    static func mapWords(
        in bytes: [UInt8],
        stars: Bool = false,
        _ append: (_ word: ArraySlice<UInt8>, _ output: inout [UInt8]) -> Void
    ) -> [UInt8] {
        let isInWord = { (byte: UInt8) in isWordByte(byte) || stars && byte == UInt8(ascii: "*") }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            guard isInWord(bytes[index]) else {
                output.append(bytes[index])
                index += 1
                continue
            }
            let end = bytes[index...].firstIndex { !isInWord($0) } ?? bytes.count
            append(bytes[index..<end], &output)
            index = end
        }
        return output
    }

    private static func append(_ word: ArraySlice<UInt8>, _ output: inout [UInt8]) {
        guard let prefix = secretPrefix(of: word) else {
            output.append(contentsOf: word)
            return
        }
        output.append(contentsOf: word.prefix(prefix))
        output.append(contentsOf: "****".utf8)
        output.append(contentsOf: word.dropFirst(prefix).suffix(4))
    }

    /// The length of the prefix that shows the kind of secret, such as `whsec_`; nil if the word is not a secret.
    static func secretPrefix(of word: ArraySlice<UInt8>) -> Int? {
        guard let length = knownPrefix(of: word) else { return nil }
        // A link's id has the same prefix as its token with 26 characters after it, and is not a secret.
        let isLinkID = word.starts(with: "csl_".utf8) && word.count != length + tokenLength
        return isLinkID ? nil : length
    }

    /// The length of a prefix that only secrets and the ids of setup links have; nil if the word has none.
    static func knownPrefix(of word: ArraySlice<UInt8>) -> Int? {
        prefixes.first { word.starts(with: $0.utf8) }?.utf8.count
    }

    private static let prefixes = ["kdv_live_", "kdv_test_", "whsec_", "csl_"]

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
