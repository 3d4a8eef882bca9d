import FoundationEssentials

/// A file that a run writes at its end.
struct OutputFile: Sendable {
    /// The flag that names it.
    let flag: String
    let path: String

    /// Whether the path is free or that of a regular file; devices, pipes and links are written to and never replaced.
    private let isReplaceable: Bool

    /// Checks that the file can be written, and removes the one of an earlier run, which says nothing of this run.
    init(_ path: String, flag: String) throws(CommandError) {
        self.path = path
        self.flag = flag
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        var isFolder = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder else {
            throw .setting("\(flag): there is no folder \(folder)")
        }
        let type = Self.type(of: path)
        guard type != .typeDirectory else { throw .setting("\(flag): \(path) is a folder") }
        isReplaceable = type == nil || type == .typeRegular
        guard isReplaceable else { return }
        guard FileManager.default.isWritableFile(atPath: folder) else {
            throw .setting("\(flag): no file can be written to the folder \(folder)")
        }
        guard type != nil else { return }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw .setting("\(flag): \(path) cannot be replaced: \(error.reason)")
        }
    }

    /// The type of what is at a path, which may be a link; nil if there is nothing.
    private static func type(of path: String) -> FileAttributeType? {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
    }

    /// Writes the whole file; readers of a regular file see all of it or nothing.
    func write(_ bytes: [UInt8]) throws(CommandError) {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: isReplaceable ? .atomic : [])
        } catch {
            throw .failed("\(flag): \(path) cannot be written: \(error.reason)")
        }
    }
}
