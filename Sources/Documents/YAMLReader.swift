import OrderedCollections
import Yams

/// Reads YAML into JSON values, typed by the core schema of YAML 1.2, and keeps the position of each value.
///
/// Quoted scalars are strings, keys are always strings (`200:` becomes `"200"`), merge keys and aliases are followed.
package struct YAMLReader {
    /// The most values that a document may have with its aliases expanded, so that a small text cannot fill the memory.
    package static let maximumValues = 1_000_000

    private let file: String
    private var valueCount = 0
    private var collector = DiagnosticCollector()

    private init(file: String) {
        self.file = file
    }

    /// The value of a YAML text and its source map; an empty text is null.
    package static func read(
        _ text: String,
        file: String
    ) throws(DiagnosticsError) -> (value: JSONValue, sourceMap: SourceMap) {
        if let reading = PlainYAMLReader.read(Array(text.utf8)) { return reading }
        return try readAny(text, file: file)
    }

    /// The same as `read`, always with the general parser.
    static func readAny(
        _ text: String,
        file: String
    ) throws(DiagnosticsError) -> (value: JSONValue, sourceMap: SourceMap) {
        var reader = YAMLReader(file: file)
        guard let node = try reader.compose(text) else {
            return (.null, SourceMap(root: .init(value: .init(line: 1, column: 1))))
        }
        let (value, entry) = try reader.convert(node)
        try reader.collector.throwErrors()
        return (value, SourceMap(root: entry))
    }

    /// Composes without the type resolution of Yams: `value(of:)` decides the types, and the patterns of Yams are slow.
    private func compose(_ text: String) throws(DiagnosticsError) -> Node? {
        do {
            return try Yams.compose(yaml: text, .basic)
        } catch let error as YamlError {
            throw DiagnosticsError(diagnostics: [Diagnostic(error, file: file)])
        } catch {
            throw DiagnosticsError(diagnostics: [Diagnostic("\(error)", at: SourceLocation(file: file))])
        }
    }

    // MARK: Values

    private mutating func convert(_ node: Node) throws(DiagnosticsError) -> (JSONValue, SourceMap.Entry) {
        valueCount += 1
        guard valueCount <= Self.maximumValues else {
            throw failure("the aliases unfold to more than \(Self.maximumValues) values", at: node)
        }
        let position = SourceMap.Position(node)
        switch node {
        case .scalar(let scalar):
            return (try value(of: scalar), SourceMap.Entry(value: position))
        case .sequence(let sequence):
            return try convert(sequence, at: position)
        case .mapping(let mapping):
            return try convert(mapping, at: position)
        case .alias:
            throw failure("the alias leads nowhere", at: node)
        }
    }

    private func value(of scalar: Node.Scalar) throws(DiagnosticsError) -> JSONValue {
        switch scalar.tag.rawValue {
        case "tag:yaml.org,2002:str", "!": return .string(scalar.string)
        case "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null":
            return JSONValue(plainYAML: scalar.string)
        default: return scalar.style == .plain ? JSONValue(plainYAML: scalar.string) : .string(scalar.string)
        }
    }

    private mutating func convert(
        _ sequence: Node.Sequence,
        at position: SourceMap.Position
    ) throws(DiagnosticsError) -> (JSONValue, SourceMap.Entry) {
        var elements: [JSONValue] = []
        var entry = SourceMap.Entry(value: position)
        elements.reserveCapacity(sequence.count)
        entry.children.reserveCapacity(sequence.count)
        for node in sequence {
            let (element, child) = try convert(node)
            elements.append(element)
            entry.children.append(child)
        }
        return (.array(elements), entry)
    }

    // MARK: Mappings

    private mutating func convert(
        _ mapping: Node.Mapping,
        at position: SourceMap.Position
    ) throws(DiagnosticsError) -> (JSONValue, SourceMap.Entry) {
        var members = JSONObject()
        var entry = SourceMap.Entry(value: position)
        members.reserveCapacity(mapping.count)
        entry.children.reserveCapacity(mapping.count)
        for (key, node) in mapping where !key.isMergeKey {
            let name = try name(of: key)
            var (value, child) = try convert(node)
            child.key = SourceMap.Position(key)
            guard members.updateValue(value, forKey: name) == nil else {
                collector.add(Diagnostic(duplicate: name, at: SourceLocation(file, child.key ?? position)))
                continue
            }
            entry.children.append(child)
        }
        for (key, node) in mapping where key.isMergeKey { try merge(node, into: &members, &entry) }
        return (.object(members), entry)
    }

    /// Adds the members of the mappings that `<<` names, except those that the mapping has itself.
    private mutating func merge(
        _ node: Node,
        into members: inout JSONObject,
        _ entry: inout SourceMap.Entry
    ) throws(DiagnosticsError) {
        for source in node.sequence.map({ Array($0) }) ?? [node] {
            let (value, merged) = try convert(source)
            guard case .object(let additions) = value else {
                throw failure("`<<` takes a mapping or a list of mappings", at: source)
            }
            for (addition, child) in zip(additions, merged.children) where members[addition.key] == nil {
                members[addition.key] = addition.value
                entry.children.append(child)
            }
        }
    }

    private func name(of key: Node) throws(DiagnosticsError) -> String {
        guard case .scalar(let scalar) = key else { throw failure("a key should be a plain word", at: key) }
        return scalar.string
    }

    private func failure(_ message: String, at node: Node) -> DiagnosticsError {
        DiagnosticsError(diagnostics: [Diagnostic(message, at: SourceLocation(file, SourceMap.Position(node)))])
    }
}

extension Node {
    fileprivate var isMergeKey: Bool {
        if case .scalar(let scalar) = self { scalar.string == "<<" && scalar.style == .plain } else { false }
    }
}

extension SourceMap.Position {
    fileprivate init(_ node: Node) {
        self.init(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }
}

extension SourceLocation {
    init(_ file: String, _ position: SourceMap.Position) {
        self.init(file: file, line: position.line, column: position.column)
    }
}

extension Diagnostic {
    fileprivate init(duplicate key: String, at location: SourceLocation) {
        self.init("the key `\(key)` occurs twice in one mapping", at: location)
    }

    fileprivate init(_ error: YamlError, file: String) {
        func location(_ mark: Mark) -> SourceLocation {
            SourceLocation(file: file, line: mark.line, column: mark.column)
        }
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let message = [problem, context?.text].compactMap(\.self).joined(separator: " ")
            self.init("this is not YAML: \(message)", at: location(mark))
        case .duplicatedKeysInMapping(let duplicates, let context):
            self.init(duplicate: duplicates.first ?? "", at: location(context.mark))
        case .reader(let problem, let offset, _, let text):
            let before = text.prefix(offset ?? 0)
            let column = before.unicodeScalars.reversed().prefix { $0 != "\n" }.count + 1
            let line = before.unicodeScalars.count { $0 == "\n" } + 1
            self.init("this is not YAML: \(problem)", at: SourceLocation(file: file, line: line, column: column))
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            self.init("this is not YAML: \(error)", at: SourceLocation(file: file))
        }
    }
}
