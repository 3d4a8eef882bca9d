/// Why a certificate or a key cannot be served with.
package enum TLSMaterialError: Error, Equatable {
    /// The file is missing or holds no PEM of the expected kind.
    case unreadable(file: String, reason: String)
    /// Certificate and key were read, but do not make a server.
    case unusable(reason: String)
}
