/// Why a certificate and key cannot be used.
package enum TLSMaterialError: Error, Equatable {
    /// The file is missing or is not PEM of the expected kind.
    case unreadable(file: String, reason: String)
    /// Certificate and key were read but cannot be used together by a server.
    case unusable(reason: String)
}
