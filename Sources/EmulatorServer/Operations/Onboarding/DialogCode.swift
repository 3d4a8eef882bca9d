import Documents
import Domain
import FoundationEssentials

/// The code that the stand-in for Meta's dialog yields: `mock.` and what was chosen there, as base64url of JSON.
enum DialogCode {
    static let prefix = "mock."

    /// What was chosen; nil if the code says nothing that can be understood.
    static func choice(in code: String) -> OnboardingChoice? {
        guard let bytes = decode(code.dropFirst(prefix.count)), let json = try? JSONValue(parsing: bytes),
            json.object != nil
        else { return nil }
        return OnboardingChoice(json)
    }

    private static func decode(_ text: Substring) -> [UInt8]? {
        let standard = text.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - standard.count % 4) % 4)
        return Data(base64Encoded: standard + padding).map { Array($0) }
    }
}

extension OnboardingChoice {
    /// The members `outcome`, `phone_number`, `phone_number_id` and `name`, each optional; nil if one of them is wrong.
    init?(_ json: JSONValue) {
        self.init()
        for name in ["outcome", "phone_number", "phone_number_id", "name"] {
            guard let value = json[name], !value.isNull else { continue }
            guard let text = value.string, !text.isEmpty else { return nil }
            switch name {
            case "outcome":
                guard let outcome = OnboardingOutcome(rawValue: text) else { return nil }
                self.outcome = outcome
            case "phone_number": phoneNumber = text
            case "phone_number_id":
                guard Self.isPhoneNumberID(text) else { return nil }
                phoneNumberID = text
            default: self.name = text
            }
        }
    }
}
