import Documents
import OrderedCollections

/// Warnings about what a contract may have but the emulator cannot do.
extension ContractChecker {
    /// Reports parameters that cannot be read, and schemas of responses for which no sample is found.
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

    /// Whether there is a finding at a place or below it.
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
    /// The schemas that responses are made from, as they have no example.
    fileprivate func sampledSchemas(_ library: SchemaLibrary) -> [SchemaLocation] {
        responses.values.flatMap(\.contents).compactMap { content in
            Examples.located(at: content.place, in: library).isEmpty ? content.schema?.location : nil
        }
    }
}
