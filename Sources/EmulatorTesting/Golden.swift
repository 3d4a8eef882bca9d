import FoundationEssentials

/// Texts that a test compares with a file in the checkout.
package enum Golden {
    /// The text of a file that holds what a test expects; `UPDATE_GOLDEN=1` writes the actual text into the file first.
    package static func text(_ file: String, orWith actual: String) throws -> String {
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try actual.write(toFile: SourceTree.path(file), atomically: true, encoding: .utf8)
        }
        return try SourceTree.text(file)
    }
}
