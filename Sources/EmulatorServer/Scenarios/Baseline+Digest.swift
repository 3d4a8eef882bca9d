import Crypto
package import EmulatorCore

extension Baseline {
    /// The SHA-256 of the scenario's text in lower-case hexadecimal digits; nil if it has no text.
    package var digest: String? {
        text.map { SHA256.hash(data: Array($0.utf8)).hexadecimal }
    }
}
