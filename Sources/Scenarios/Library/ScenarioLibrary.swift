package import Documents
package import EmulatorCore
import FoundationEssentials
import Synchronization

/// The available scenario files, found by name or path; a file is read again only when it has changed.
package final class ScenarioLibrary: Sendable {
    /// A scenario file as the list of scenarios shows it.
    package struct Entry: Hashable, Sendable {
        /// The name that finds it: the name of the file without its suffix.
        package let name: String
        /// The path of the file, or that of a built-in scenario.
        package let file: String
        /// The member `description`: what the scenario is for.
        package let description: String?
        /// The number of steps, which are a contract test.
        package let stepCount: Int
        /// The mistakes in the file; a file with mistakes is listed, too, so that its author can see them.
        package let diagnostics: [Diagnostic]
    }

    private static let suffixes = [".yaml", ".yml", ".json"]
    private let directories: [String]
    private let builtIn: BuiltInScenarios
    /// The reader of the files.
    package let reader: ScenarioReader
    private let cache = Mutex(Cache())

    /// A library of the folders `scenarios` in these directories, and of scenarios that are part of the program.
    ///
    /// For equal names the first directory wins, and every directory wins over the program.
    package init(directories: [String], builtIn: BuiltInScenarios = .none, reader: ScenarioReader) {
        self.directories = directories
        self.builtIn = builtIn
        self.reader = reader
    }

    /// All files in the order of their names; of two files with the same name, the one that ``scenario(_:)`` finds.
    package func entries() -> [Entry] {
        files().sorted { $0.key < $1.key }.map { name, file in
            do throws(DiagnosticsError) {
                let scenario = try scenario(file: file)
                return Entry(
                    name: name,
                    file: file,
                    description: scenario.description,
                    stepCount: scenario.stepCount,
                    diagnostics: scenario.testMistakes
                )
            } catch {
                return Entry(name: name, file: file, description: nil, stepCount: 0, diagnostics: error.diagnostics)
            }
        }
    }

    /// The present text of a file; nil if it was deleted in the meantime.
    package func text(of entry: Entry) -> String? {
        let bytes = builtIn.bytes(of: entry.file) ?? FileManager.default.contents(atPath: entry.file).map { Array($0) }
        return bytes.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The baseline of the scenario that ``scenario(_:)`` finds, even if its contract test has mistakes.
    package func baseline(_ name: String) throws(ScenarioLookupError) -> Baseline {
        try found(name).baseline
    }

    /// The scenario with a name such as `inbox`, or at a path: any text with a `/` or `.` that is not a name.
    package func scenario(_ name: String) throws(ScenarioLookupError) -> Scenario {
        let scenario = try found(name)
        guard scenario.testMistakes.isEmpty else {
            throw .broken(DiagnosticsError(diagnostics: scenario.testMistakes))
        }
        return scenario
    }

    private func found(_ name: String) throws(ScenarioLookupError) -> Scenario {
        // A name has no slash, so the folders need not be listed for a path with one, which each reset asks for.
        let files = name.contains("/") ? [:] : files()
        let isPath = name.contains { $0 == "/" || $0 == "." }
        guard let file = files[name] ?? (isPath ? name : nil), exists(file) else {
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

    private func exists(_ file: String) -> Bool {
        builtIn.contains(file) || FileManager.default.fileExists(atPath: file)
    }

    /// The file of each name: the first directory wins, and within a directory YAML wins over JSON.
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
        return files.merging(builtIn.files) { found, _ in found }
    }

    // MARK: Cache

    private struct Cache {
        var readings: [String: Reading] = [:]
        var lastRevision = 0
    }

    private struct Reading {
        /// The stamp of each file that the scenario was read from.
        let stamps: [String: Stamp]
        let scenario: Scenario

        var isFresh: Bool { stamps.allSatisfy { $0.value == Stamp(file: $0.key) } }
    }

    /// The size and modification time of a file, which show that it has changed.
    private struct Stamp: Equatable {
        let size: UInt64?
        let modified: Date?

        init(file: String) {
            let attributes = try? FileManager.default.attributesOfItem(atPath: file)
            size = attributes?[.size] as? UInt64
            modified = attributes?[.modificationDate] as? Date
        }
    }

    /// The scenario in a file; as long as the file does not change, it is the same value, with the same drawn ids.
    private func scenario(file: String) throws(DiagnosticsError) -> Scenario {
        if let known = cache.withLock({ $0.readings[file] }), known.isFresh { return known.scenario }
        let stamp = Stamp(file: file)
        var scenario =
            if let bytes = builtIn.bytes(of: file) {
                try reader.readBaseline(bytes, file: file)
            } else {
                try reader.readBaseline(file: file)
            }
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
