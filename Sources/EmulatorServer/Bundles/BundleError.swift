/// Why a file cannot be used as a failure bundle.
package struct BundleError: Error {
    /// The file, the place in it, and what is wrong there.
    package let message: String

    init(_ message: String) {
        self.message = message
    }
}
