import Foundation

/// The pages of the program and its libraries that the process has in memory.
enum ProgramPages {
    /// Gives back the pages of code and constants when the start and the first requests are over (decision 0012).
    ///
    /// Most of them are not needed again. The kernel has them in its cache, and maps those that are used. Pages that
    /// the process can change, or has changed, stay.
    static func giveBackAfterStart() {
        Task.detached(priority: .background) {
            try await Task.sleep(for: .milliseconds(500))
            giveBack()
        }
    }

    static func giveBack() {
        #if os(Linux)
            let text = (try? String(contentsOfFile: "/proc/self/smaps", encoding: .utf8)) ?? ""
            for range in unchangedRanges(in: text) {
                madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED)
            }
        #endif
    }

    /// The addresses of files that are mapped into memory, cannot be written and have no changed pages, from `smaps`.
    static func unchangedRanges(in smaps: String) -> [Range<UInt>] {
        var ranges: [Range<UInt>] = []
        var candidate: Range<UInt>?
        for line in smaps.split(separator: "\n") {
            let fields = line.split(separator: " ")
            if fields.count >= 5, let range = range(fields[0]) {
                let isFile = fields.count > 5 && fields[5].hasPrefix("/")
                candidate = isFile && fields[1].hasPrefix("r-") ? range : nil
            } else if fields.first == "Anonymous:", fields.dropFirst().first == "0", let range = candidate {
                ranges.append(range)
            }
        }
        return ranges
    }

    /// Reads a range such as `7f00-7f10`.
    private static func range(_ text: Substring) -> Range<UInt>? {
        let limits = text.split(separator: "-").compactMap { UInt($0, radix: 16) }
        return limits.count == 2 && limits[0] < limits[1] ? limits[0]..<limits[1] : nil
    }
}
