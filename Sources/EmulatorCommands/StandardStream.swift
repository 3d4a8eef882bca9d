import Foundation

/// Standard output and standard error, written whole and at once.
enum StandardStream {
    case output, error

    func write(_ text: String) {
        write(Array(text.utf8))
    }

    func write(_ bytes: [UInt8]) {
        switch self {
        case .output: FileHandle.standardOutput.write(Data(bytes))
        case .error: FileHandle.standardError.write(Data(bytes))
        }
    }
}
