import Documents
import Synchronization

/// All schemas of a contract, each compiled on first use.
final class SchemaLibrary: Sendable {
    let index: SchemaIndex
    private let compiled = Mutex<[SchemaLocation: Schema]>([:])
    private let samples = Mutex<[SampleKey: Sample]>([:])

    private struct SampleKey: Hashable {
        let location: SchemaLocation
        let direction: SampleDirection
    }

    init(_ index: SchemaIndex) {
        self.index = index
    }

    /// The schema at a place; one that accepts everything if there is none.
    func schema(at location: SchemaLocation) -> Schema {
        if let schema = compiled.withLock({ $0[location] }) { return schema }
        let compiler = SchemaCompiler(library: self, location: location)
        let schema = compiler.compile(index.value(at: location) ?? true)
        return compiled.withLock { known in
            if let earlier = known[location] { return earlier }
            known[location] = schema
            return schema
        }
    }

    /// The sample of the schema at a place, which is made only once.
    func sample(of location: SchemaLocation, for direction: SampleDirection) -> Sample {
        let key = SampleKey(location: location, direction: direction)
        if let sample = samples.withLock({ $0[key] }) { return sample }
        let sample = SampleGenerator(library: self).sample(of: location, for: direction)
        samples.withLock { $0[key] = sample }
        return sample
    }

    /// Resolves a reference in a resource; nil if it cannot be resolved.
    func resolve(_ reference: String, from resource: Int) -> SchemaLocation? {
        if case .found(let location) = index.resolve(reference, from: resource) { location } else { nil }
    }

    /// The object at a place after following at most 32 Reference Objects (`$ref`); nil if that fails.
    func object(at location: SchemaLocation) -> (value: JSONValue, location: SchemaLocation)? {
        var location = location
        for _ in 0..<32 {
            guard let value = index.value(at: location) else { return nil }
            guard let reference = value["$ref"]?.string else { return (value, location) }
            guard let target = resolve(reference, from: index.resource(around: location)) else { return nil }
            location = target
        }
        return nil
    }
}
