import Foundation

/// A file that a run writes at its end.
struct OutputFile: Sendable {
    /// The flag that names it.
    let flag: String
    let path: String

    /// Checks that the file can be written, and removes the one of an earlier run, which says nothing of this run.
    init(_ path: String, flag: String) throws(CommandError) {
        self.path = path
        self.flag = flag
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw .setting("\(flag): there is no folder \(folder)")
        }
        guard FileManager.default.isWritableFile(atPath: folder) else {
            throw .setting("\(flag): no file can be written to the folder \(folder)")
        }
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
        guard !isFolder.boolValue else { throw .setting("\(flag): \(path) is a folder") }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw .setting("\(flag): \(path) cannot be replaced: \(error)")
        }
    }

    /// Writes the whole file at once: readers see all of it or nothing.
    func write(_ bytes: [UInt8]) throws(CommandError) {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw .failed("\(flag): \(path) cannot be written: \(error)")
        }
    }
}
