/// The styles, scripts and icons that pages load, by file name.
enum PageFiles {
    private static let folders = ["Sources/EmulatorServer/Dashboard/", "Sources/EmulatorServer/Pages/"]

    /// The bytes of the file with that name; nil if there is none.
    static func file(_ name: String) -> [UInt8]? {
        if name == MessageFailureScript.name { return MessageFailureScript.bytes }
        return paths[name].flatMap { ShippedFiles.bytes(of: $0) }
    }

    private static let paths: [String: String] = {
        let files = ShippedFiles.paths.filter { path in
            folders.contains { path.hasPrefix($0) } && [".css", ".js", ".svg"].contains { path.hasSuffix($0) }
        }
        return Dictionary(files.map { (String($0.split(separator: "/").last ?? ""), $0) }) { first, _ in first }
    }()
}
