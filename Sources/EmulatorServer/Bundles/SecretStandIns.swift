package import Documents
import Domain
import OrderedCollections

/// Replaces the masked secrets of a bundle, and all its API keys, by secrets of the same form.
///
/// A stand-in has the same end as the secret, so that both look the same when they are masked. Keys keep their `last4`. Equal
/// secrets get equal stand-ins. API keys are replaced even if they are not masked, because they may open another sandbox
/// where the bundle is replayed.
package struct SecretStandIns: Sendable {
    private static let mask = "****"
    private static let shownLength = 4

    private var known: [String: String] = [:]
    private var random: RandomStream

    /// Stand-ins that are drawn with a seed.
    package init(seed: UInt64) {
        random = RandomStream(seed: seed)
    }

    /// A text with stand-ins in place of secrets.
    package mutating func filled(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
        return String(decoding: filled(Array(text.utf8)), as: UTF8.self)
    }

    /// A value with stand-ins in place of the secrets in its strings.
    package mutating func filled(_ json: JSONValue) -> JSONValue {
        json.mapTexts { filled($0) }
    }

    /// An exported world with stand-ins in place of secrets, also of webhook secrets without the usual prefix.
    package mutating func filledWorld(_ json: JSONValue) -> JSONValue {
        let filled = filled(json)
        guard var members = filled.object, let subscriptions = filled["webhook_subscriptions"]?.array else {
            return filled
        }
        members["webhook_subscriptions"] = .array(subscriptions.map { filledSubscription($0) })
        return .object(members)
    }

    private mutating func filledSubscription(_ json: JSONValue) -> JSONValue {
        // A number in the list is a gap.
        guard var members = json.object, let secrets = json["secrets"]?.array else { return json }
        members["secrets"] = .array(
            secrets.map { secret in
                guard var members = secret.object, members["text"] == .string(Self.mask) else { return secret }
                members["text"] = .string(random.text(prefix: "", length: 24, alphabet: .base64URL))
                return .object(members)
            }
        )
        return .object(members)
    }

    /// UTF-8 text with stand-ins in place of secrets.
    package mutating func filled(_ text: [UInt8]) -> [UInt8] {
        Secrets.mapWords(in: text, stars: true) { word, output in
            output.append(contentsOf: standIn(for: word).map { Array($0.utf8) } ?? Array(word))
        }
    }

    /// Remembers the secrets in a response, so that they replace their masks in what comes later.
    package mutating func learn(from json: JSONValue) {
        _ = json.mapTexts { text in
            _ = Secrets.mapWords(in: Array(text.utf8)) { word, _ in
                guard let prefix = Secrets.secretPrefix(of: word) else { return }
                let name = String(decoding: word.prefix(prefix), as: UTF8.self)
                let rest = String(decoding: word.dropFirst(prefix), as: UTF8.self)
                let masked = name + Self.mask + Self.end(of: rest)
                if known[masked] == nil { known[masked] = name + rest }
            }
            return text
        }
    }

    /// The stand-in for a word; nil if the word stays as it is.
    private mutating func standIn(for word: ArraySlice<UInt8>) -> String? {
        guard let length = Secrets.knownPrefix(of: word) else { return nil }
        let prefix = String(decoding: word.prefix(length), as: UTF8.self)
        let rest = String(decoding: word.dropFirst(length), as: UTF8.self)
        let isMasked = rest.hasPrefix(Self.mask)
        guard isMasked || prefix.hasPrefix("kdv_") && !rest.isEmpty else { return nil }
        let text = prefix + rest
        if let standIn = known[text] { return standIn }
        let shown = isMasked ? String(rest.dropFirst(Self.mask.count)) : Self.end(of: rest)
        let end = prefix.hasPrefix("kdv_") ? Self.end(of: prefix + shown) : shown
        // With the end, that is as long as the token of a setup link.
        let standIn = random.text(prefix: prefix, length: 20, alphabet: .base64URL) + end
        known[text] = standIn
        known[prefix + Self.mask + shown] = standIn
        return standIn
    }

    private static func end(of text: String) -> String { String(text.suffix(shownLength)) }
}
