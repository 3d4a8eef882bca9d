import Contract
import FoundationEssentials
import HTTPServing
import NIOHTTP1

/// Reads the credentials of a request from the places that the contract's security schemes name.
struct SentCredentials {
    let headers: HTTPHeaders
    let query: String?

    /// The credential in the place of a scheme; nil if it is absent or empty.
    func credential(for scheme: SecurityScheme) -> String? {
        let text: String? =
            switch scheme.place {
            case .bearer: authorization("bearer")
            case .basic: authorization("basic").flatMap(Self.userName)
            case .authorization(let scheme): authorization(scheme)
            case .header(let name): headers.first(name: name)
            case .query(let name): QueryItem.items(query).first { $0.name == name }?.value
            case .cookie(let name): cookies.first { $0.name == name }?.value
            case .mutualTLS: nil
            }
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    private var cookies: [QueryItem] { Cookies.items(headers.combined("Cookie")) }

    private func authorization(_ scheme: String) -> String? {
        AuthorizationField(headers, scheme: scheme)?.credentials
    }

    /// The user name in Basic credentials, which is the text before the colon (RFC 7617).
    private static func userName(_ credentials: String) -> String? {
        guard let data = Data(base64Encoded: credentials), let text = String(bytes: data, encoding: .utf8) else {
            return nil
        }
        return String(text.prefix { $0 != ":" })
    }
}
