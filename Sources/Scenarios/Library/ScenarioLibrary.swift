package import Documents
import EmulatorCore
import FoundationEssentials
import Synchronization

/// The scenario files that there are: found by name or path, and read again only when they change.
package final class ScenarioLibrary: Sendable {
    /// What a list shows of a file.
    package struct Entry: Hashable, Sendable {
        /// The name that finds it: that of the file, without its suffix.
        package let name: String
        /// The path of the file.
        package let file: String
        /// What it is good for.
        package let description: String?
        /// How many steps it has as a contract test.
        package let stepCount: Int
        /// What is wrong with it; a broken file is listed, so that nobody wonders where it is.
        package let diagnostics: [Diagnostic]
    }

    private static let suffixes = [".yaml", ".yml", ".json"]
    private let directories: [String]
    /// What reads the files.
    package let reader: ScenarioReader
    private let cache = Mutex(Cache())

    /// The files in the folders `scenarios` of these directories, the first of them first.
    package init(directories: [String], reader: ScenarioReader) {
        self.directories = directories
        self.reader = reader
    }

    /// All files by name; of two of the same name the one that is found.
    package func entries() -> [Entry] {
        files().sorted { $0.key < $1.key }.map { name, file in
            do throws(DiagnosticsError) {
                let scenario = try scenario(file: file)
                return Entry(
                    name: name,
                    file: file,
                    description: scenario.description,
                    stepCount: scenario.stepCount,
                    diagnostics: []
                )
            } catch {
                return Entry(name: name, file: file, description: nil, stepCount: 0, diagnostics: error.diagnostics)
            }
        }
    }

    /// The scenario of a name, or of a path, which is whatever has a slash or a suffix and is no name.
    package func scenario(_ name: String) throws(ScenarioLookupError) -> Scenario {
        // No file's name has a slash, so a path needs no look into the folders: a reset asks for one each time.
        let files = name.contains("/") ? [:] : files()
        let isPath = name.contains { $0 == "/" || $0 == "." }
        guard let file = files[name] ?? (isPath ? name : nil), FileManager.default.fileExists(atPath: file) else {
            let files = self.files()
            let closest = name.stem.isEmpty ? nil : files[name.stem].map { _ in name.stem }
            throw .unknown(name: name, hint: (closest ?? name.closest(among: files.keys.sorted())))
        }
        do throws(DiagnosticsError) {
            return try scenario(file: file)
        } catch {
            throw .broken(error)
        }
    }

    /// The file behind each name: the first directory wins, and in it YAML before JSON.
    private func files() -> [String: String] {
        var files: [String: String] = [:]
        for directory in directories {
            let folder = directory + "/scenarios"
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            for suffix in Self.suffixes {
                for name in names where name.hasSuffix(suffix) && !name.hasPrefix(".") {
                    let stem = String(name.dropLast(suffix.count))
                    if files[stem] == nil { files[stem] = folder + "/" + name }
                }
            }
        }
        return files
    }

    // MARK: What has been read

    private struct Cache {
        var readings: [String: Reading] = [:]
        var lastRevision = 0
    }

    private struct Reading {
        /// Of each file that the scenario was made from.
        let stamps: [String: Stamp]
        let scenario: Scenario

        var isFresh: Bool { stamps.allSatisfy { $0.value == Stamp(file: $0.key) } }
    }

    /// What shows that a file has changed.
    private struct Stamp: Equatable {
        let size: UInt64?
        let modified: Date?

        init(file: String) {
            let attributes = try? FileManager.default.attributesOfItem(atPath: file)
            size = attributes?[.size] as? UInt64
            modified = attributes?[.modificationDate] as? Date
        }
    }

    /// The scenario of a file; what has been read before is the same scenario again, drawn ids included.
    private func scenario(file: String) throws(DiagnosticsError) -> Scenario {
        if let known = cache.withLock({ $0.readings[file] }), known.isFresh { return known.scenario }
        let stamp = Stamp(file: file)
        var scenario = try reader.read(file: file)
        var stamps = [file: stamp]
        for further in scenario.furtherFiles { stamps[further] = Stamp(file: further) }
        return cache.withLock { cache in
            // Another thread may have read the same text in the meantime.
            if let other = cache.readings[file], other.stamps == stamps { return other.scenario }
            cache.lastRevision += 1
            scenario.baseline.revision = cache.lastRevision
            cache.readings[file] = Reading(stamps: stamps, scenario: scenario)
            return scenario
        }
    }
}
