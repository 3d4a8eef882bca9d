package import Documents
import OrderedCollections

extension Secrets {
    /// How secrets are shown in JSON.
    enum Display: String {
        case masked
        /// As they are.
        case clear

        /// A text as it is shown.
        func shown(_ text: String) -> String {
            switch self {
            case .masked: Secrets.masked(text)
            case .clear: text
            }
        }

        /// A value as it is shown.
        func shown(_ json: JSONValue) -> JSONValue {
            switch self {
            case .masked: Secrets.masked(json)
            case .clear: json
            }
        }
    }

    /// Masks the secrets in all strings of a JSON value, and in the names of its members.
    static func masked(_ json: JSONValue) -> JSONValue {
        json.mapTexts(masked)
    }

    /// Masks the secrets in an exported world, and also webhook secrets without the usual prefix.
    static func maskedWorld(_ json: JSONValue) -> JSONValue {
        guard var members = masked(json).object, let subscriptions = json["webhook_subscriptions"]?.array else {
            return masked(json)
        }
        members["webhook_subscriptions"] = .array(subscriptions.map(maskedSubscription))
        return .object(members)
    }

    private static func maskedSubscription(_ json: JSONValue) -> JSONValue {
        // A number in the list is a gap.
        guard var members = masked(json).object, let secrets = json["secrets"]?.array else { return json }
        members["secrets"] = .array(
            secrets.map { secret in
                guard var members = secret.object, let text = members["text"]?.string else { return secret }
                members["text"] = .string(maskedWhole(text))
                return .object(members)
            }
        )
        return .object(members)
    }

    /// Masks the secrets in a body: in its strings if it is JSON, because an escape such as `\n` may precede a secret.
    static func maskedContent(_ body: [UInt8]) -> [UInt8] {
        (try? JSONValue(parsing: body)).map { masked($0).serialized } ?? masked(body)
    }
}

extension JSONValue {
    /// The value with each string, and each name of a member, replaced by another one.
    package func mapTexts(_ map: (String) -> String) -> JSONValue {
        switch self {
        case .null, .bool, .integer, .number: return self
        case .string(let text): return .string(map(text))
        case .array(let elements): return .array(elements.map { $0.mapTexts(map) })
        case .object(let members):
            var mapped = JSONObject()
            for (name, member) in members { mapped[map(name)] = member.mapTexts(map) }
            return .object(mapped)
        }
    }
}
