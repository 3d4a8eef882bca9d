/// Masks API keys, webhook secrets and setup-link tokens, so that the journal and the log do not show them.
enum Secrets {
    /// Shorter words that begin as a token of a setup link are taken for something else.
    private static let shortestToken = 8
    private static let idLength = 26

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
    /// The letters of a JSON escape such as `\n` are no part of a word, because a text may be JSON again. A webhook
    /// secret may be Base64, so that `+`, `/` and `=` are parts of a word that begins as one. If `stars` is true,
    /// `*` is a part of words as well, so that masked secrets are words.
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
                let length = max(1, escapeLength(of: bytes[index...]))
                output.append(contentsOf: bytes[index..<index + length])
                index += length
                continue
            }
            var end = bytes[index...].firstIndex { !isInWord($0) } ?? bytes.count
            if bytes[index..<end].starts(with: webhookPrefix.utf8) {
                end = bytes[end...].firstIndex { !isInWord($0) && !"+/=".utf8.contains($0) } ?? bytes.count
            }
            append(bytes[index..<end], &output)
            index = end
        }
        return output
    }

    /// The length of the JSON escape with which the bytes begin, such as `\n` or `\u000a`; 0 if there is none.
    private static func escapeLength(of bytes: ArraySlice<UInt8>) -> Int {
        guard bytes.first == UInt8(ascii: "\\"), let letter = bytes.dropFirst().first else { return 0 }
        if "bfnrt".utf8.contains(letter) { return 2 }
        let digits = bytes.dropFirst(2).prefix(4)
        let isUnicode = letter == UInt8(ascii: "u") && digits.count == 4 && digits.allSatisfy(isHexDigit)
        return isUnicode ? 6 : 0
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
        guard word.starts(with: linkPrefix.utf8) else { return length }
        let rest = word.dropFirst(length)
        // A link's id has the same prefix as its token, and is not a secret.
        let isLinkID = rest.count == idLength && rest.allSatisfy { isDigit($0) || isCapital($0) }
        return isLinkID || rest.count < shortestToken ? nil : length
    }

    /// The length of a prefix that only secrets and the ids of setup links have; nil if the word has none.
    static func knownPrefix(of word: ArraySlice<UInt8>) -> Int? {
        prefixes.first { word.starts(with: $0.utf8) }?.utf8.count
    }

    private static let webhookPrefix = "whsec_"
    private static let linkPrefix = "csl_"
    private static let prefixes = ["kdv_live_", "kdv_test_", webhookPrefix, linkPrefix]

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: isCapital(byte) || isDigit(byte)
        }
    }

    private static func isCapital(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || "abcdefABCDEF".utf8.contains(byte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
