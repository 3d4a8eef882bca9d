/// The version of this program.
package enum EmulatorVersion {
    /// As `--version` and `GET /__admin/health` show it.
    package static let current = "0.1.0"
}
