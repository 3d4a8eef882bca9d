import Documents
import EmulatorCore

extension ScenarioRun {
    /// The line and column of a value in the file.
    func location(of place: JSONPointer) -> SourceLocation { scenario.location(of: place) }

    /// Calls `fill` with the variables; the step cannot be run if one of them has no value.
    func filling<Filled>(
        _ step: Step,
        _ fill: (StepVariables) throws(MissingVariable) -> Filled
    ) throws(StepError) -> Filled {
        do throws(MissingVariable) {
            return try fill(variables)
        } catch {
            throw StepError(missing: "\(error)", at: step.location)
        }
    }

    /// The failures for all places at which a value does not match a pattern.
    ///
    /// `pointer` is the place of the value in what was received, and `place` that of the pattern in the file.
    func mismatches(
        of actual: JSONValue?,
        at pointer: JSONPointer,
        with pattern: JSONValue,
        from place: JSONPointer,
        isHeader: Bool = false
    ) -> [StepFailure] {
        do throws(StepError) {
            let expectation = try expectation(pattern, at: place, isHeader: isHeader)
            return failures(expectation.mismatches(with: actual), at: pointer, from: place)
        } catch {
            return error.failures
        }
    }

    /// Reads a pattern, which may have a mistake that its variables hid when the file was checked.
    func expectation(
        _ pattern: JSONValue,
        at place: JSONPointer,
        isHeader: Bool = false
    ) throws(StepError) -> ValueExpectation {
        do throws(ReadingError) {
            return isHeader ? try ValueExpectation(ofHeader: pattern) : try ValueExpectation(pattern)
        } catch {
            throw StepError(StepFailure("the pattern \(pattern.text) \(error.message)", at: location(of: place)))
        }
    }

    /// The failures for the mismatches of a value.
    func failures(_ mismatches: [ValueMismatch], at pointer: JSONPointer, from place: JSONPointer) -> [StepFailure] {
        mismatches.map { mismatch in
            let pointer = pointer.appending(mismatch.pointer)
            return StepFailure(
                "\(pointer) \(mismatch.message)",
                at: location(of: place.appending(mismatch.patternPointer)),
                pointer: pointer,
                expected: mismatch.expected,
                actual: mismatch.actual
            )
        }
    }
}
