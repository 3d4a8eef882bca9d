import Documents
import Domain
import FoundationEssentials

/// The code from the simulated dialog of Meta: `mock.`, then the user's choice as base64url of a JSON object.
enum DialogCode {
    static let prefix = "mock."

    /// Decodes the choice; nil if the code is not valid.
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
    /// Reads `outcome`, `phone_number`, `phone_number_id` and `name`, all optional; nil if a value is not valid.
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
