import Documents
import EmulatorCore
import Scenarios

/// The steps that `--filter` selects, by `FILE › step name`.
struct StepFilter: Sendable {
    /// The option as it was written.
    let text: String
    private let pattern: ValuePattern

    /// Reads a glob over the whole name, or a regular expression between slashes that is searched in it.
    ///
    /// Without the option there is no filter.
    init?(option text: String?) throws(CommandError) {
        guard let text else { return nil }
        self.text = text
        do throws(ReadingError) {
            pattern = try ValuePattern(.string(text), at: "")
        } catch {
            throw .setting("--filter \(error.message)")
        }
    }

    /// Whether a step of a file is selected.
    func selects(_ step: Step, in file: String) -> Bool {
        pattern.matches(.string("\(file) › \(step.name)"))
    }
}
