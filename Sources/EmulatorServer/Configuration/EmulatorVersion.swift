/// The version of this program.
package enum EmulatorVersion {
    /// The version that `--version` and `GET /__admin/health` show.
    package static let current = "0.1.0"
}
