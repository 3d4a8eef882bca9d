/// How a signup ends: with success, or with the reason of its failure.
package enum OnboardingOutcome: Hashable, Sendable, RawRepresentable {
    case success
    case failure(OnboardingFailure)

    /// Reads `success` or the raw value of an `OnboardingFailure`.
    package init?(rawValue: String) {
        if rawValue == "success" {
            self = .success
        } else if let failure = OnboardingFailure(rawValue: rawValue) {
            self = .failure(failure)
        } else {
            return nil
        }
    }

    /// The text `success`, or the raw value of the failure.
    package var rawValue: String {
        switch self {
        case .success: "success"
        case .failure(let failure): failure.rawValue
        }
    }
}
