import Documents
import OrderedCollections

/// What is lawful in a contract and cannot be done with it: warnings, so that nothing is silent.
extension ContractChecker {
    /// Names parameters that cannot be read, and schemas of answers for which no sample is found.
    mutating func checkLimits(of operations: [Operation], _ library: SchemaLibrary) {
        let sound = operations.filter { $0.defect == nil }
        for operation in sound {
            for parameter in operation.parameters {
                guard let reason = parameter.unreadableReason, !hasFinding(in: parameter.place) else { continue }
                remark("the parameter `\(parameter.name)` is not validated: \(reason)", at: parameter.place)
            }
        }
        let schemas = OrderedSet(sound.flatMap { $0.sampledSchemas(library) }).elements
        let unsampled = SampleGenerator(library: library).unsampledSchemas(among: schemas, for: .response)
        for place in unsampled {
            remark("no valid sample of this schema was found, so that answers made from it break it", at: place)
        }
    }

    /// Whether something was found at a place or below it.
    private func hasFinding(in place: SchemaLocation) -> Bool {
        findings.contains { finding in
            finding.place.document == place.document
                && finding.place.pointer.tokens.starts(with: place.pointer.tokens)
        }
    }

    private mutating func remark(_ message: String, at place: SchemaLocation) {
        note(Finding(place: place, atKey: false, message: message, hint: nil, weight: .remark))
    }
}

extension Operation {
    /// The schemas that answers are made from, as there is no example beside them.
    fileprivate func sampledSchemas(_ library: SchemaLibrary) -> [SchemaLocation] {
        responses.values.flatMap(\.contents).compactMap { content in
            Examples.located(at: content.place, in: library).isEmpty ? content.schema?.location : nil
        }
    }
}
