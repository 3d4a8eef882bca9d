import FoundationEssentials

/// The checkout that the tests run in.
package enum SourceTree {
    /// The folder with Package.swift in it.
    package static let root = String(#filePath.dropLast("/Sources/EmulatorTesting/SourceTree.swift".count))

    /// The path of a file in the checkout.
    package static func path(_ relative: String) -> String { root + "/" + relative }

    /// The text of a file in the checkout.
    package static func text(_ relative: String) throws -> String {
        try String(contentsOfFile: path(relative), encoding: .utf8)
    }
}
