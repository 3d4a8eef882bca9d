import Contract
import Documents
import FoundationEssentials
import OrderedCollections
import Scenarios

/// The scenario files of a contract test, all of which have been read and have no mistakes.
struct TestSuite {
    let scenarios: [Scenario]

    /// Reads the files at the paths, or those in the first folder `scenarios` if there are no paths.
    init(_ paths: [String], library: ScenarioLibrary) throws(CommandError) {
        var scenarios: [Scenario] = []
        var mistakes: [Diagnostic] = []
        for file in OrderedSet(try Self.files(at: paths)) {
            do throws(DiagnosticsError) {
                if let scenario = try Self.scenario(file, library) { scenarios.append(scenario) }
            } catch {
                mistakes += error.diagnostics
            }
        }
        guard mistakes.isEmpty else { throw .scenario(mistakes) }
        guard !scenarios.isEmpty else {
            throw .setting("there is no scenario file in \(paths.joined(separator: ", "))")
        }
        self.scenarios = scenarios
    }

    private static func files(at paths: [String]) throws(CommandError) -> [String] {
        guard paths.isEmpty else {
            var files: [String] = []
            for path in paths { files += try DocumentFiles.expand(path) }
            return files
        }
        let folders = SharedFiles.folders.map { $0 + "/scenarios" }
        guard let folder = folders.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
            throw .setting(
                "there is no folder `scenarios` here, above the program or in /usr/share; name files or folders"
            )
        }
        let isHere = folder == FileManager.default.currentDirectoryPath + "/scenarios"
        return try DocumentFiles.expand(isHere ? "scenarios" : folder)
    }

    /// The scenario in a file; nil for a contract.
    private static func scenario(_ file: String, _ library: ScenarioLibrary) throws(DiagnosticsError) -> Scenario? {
        let bytes = FileManager.default.contents(atPath: file).map { Array($0) } ?? []
        let document = try SourceDocument(bytes, file: file)
        guard !ContractLoader.isContract(document.value) else { return nil }
        do throws(ScenarioLookupError) {
            // Without a slash or a dot, it would be the name of another file.
            return try library.scenario(file.contains { "/.".contains($0) } ? file : "./" + file)
        } catch {
            switch error {
            case .broken(let error): throw error
            case .unknown:
                let location = SourceLocation(file: file)
                throw DiagnosticsError(diagnostics: [Diagnostic("the file was deleted", at: location)])
            }
        }
    }

    // MARK: Selection

    /// The scenarios with a step that the filter selects; all of them without a filter.
    func selected(by filter: StepFilter?) throws(CommandError) -> [Scenario] {
        guard let filter else { return scenarios }
        let selected = scenarios.filter { scenario in
            scenario.steps.contains { filter.selects($0, in: scenario.file) }
        }
        guard !selected.isEmpty else {
            throw .setting("--filter \(filter.text) selects no step; a pattern is compared with `FILE › step name`")
        }
        return selected
    }

    /// Throws an error if a variable is given that no file has, or if a selected scenario has one without a value.
    func check(_ variables: [String: String], of selected: [Scenario]) throws(CommandError) {
        let known = OrderedSet(scenarios.flatMap(\.variables.keys))
        for name in variables.keys.sorted() where !known.contains(name) {
            let hint = name.closest(among: known).map { "; did you mean `\($0)`?" } ?? ""
            throw .setting("--var: no file has a variable `\(name)`\(hint)")
        }
        let mistakes = selected.flatMap { scenario in
            var values = StepVariables(scenario.variables)
            for (name, text) in variables { _ = values.set(name, to: text) }
            return values.missing.map { name in
                Diagnostic(
                    "the variable `\(name)` has no value",
                    at: scenario.location(of: JSONPointer(["variables", name])),
                    hint: "give it one with --var \(name)=VALUE"
                )
            }
        }
        guard mistakes.isEmpty else { throw .scenario(mistakes) }
    }

    /// Throws an error unless there is one scenario, and it has the step of the order.
    static func check(_ order: StepOrder, of scenarios: [Scenario]) throws(CommandError) {
        guard let scenario = scenarios.first, scenarios.count == 1 else {
            throw .setting("--order \(order) is for one file, and \(scenarios.count) files are selected")
        }
        let count = scenario.steps.count
        guard order.step <= count else {
            throw .setting("--order \(order): \(scenario.file) has \(count) step\(count == 1 ? "" : "s")")
        }
    }
}
