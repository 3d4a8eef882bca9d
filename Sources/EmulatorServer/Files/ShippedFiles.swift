import EmbeddedFiles

/// The files of the repository that are part of the program, by their path in it, such as `scenarios/inbox.yaml`.
package enum ShippedFiles {
    /// The paths of all files in alphabetical order.
    package static var paths: [String] { indices.keys.sorted() }

    /// The bytes of a file; nil if it is not part of the program.
    package static func bytes(of path: String) -> [UInt8]? {
        indices[path].map { index in
            let file = embedded_file_at(index)
            return Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
        }
    }

    /// The bytes of a file in the folder of this target, which must be part of the program.
    static func own(_ path: String) -> [UInt8] {
        guard let bytes = bytes(of: "Sources/EmulatorServer/" + path) else {
            preconditionFailure("\(path) has no line in Sources/EmbeddedFiles")
        }
        return bytes
    }

    private static let indices: [String: Int] = {
        var indices: [String: Int] = [:]
        while let path = embedded_file_at(indices.count).path {
            indices[String(cString: path)] = indices.count
        }
        return indices
    }()
}
