import OrderedCollections
import Yams

@testable import Documents

/// Reads YAML with libyaml, as a second opinion about what a text means.
struct YamsReader {
    typealias Reading = (value: JSONValue, entry: SourceMap.Entry)

    /// A text that libyaml does not read, or that no JSON value can hold.
    struct Refused: Error {
        let reason: String
    }

    /// The value of a text and its positions.
    static func read(_ text: String) throws -> Reading {
        // Without the type resolution of Yams, which follows YAML 1.1.
        guard let node = try Yams.compose(yaml: text, .basic) else {
            return (.null, SourceMap.Entry(value: .init(line: 1, column: 1)))
        }
        return try convert(node)
    }

    private static func convert(_ node: Node) throws -> Reading {
        let entry = SourceMap.Entry(value: SourceMap.Position(node))
        switch node {
        case .scalar(let scalar): return (value(of: scalar), entry)
        case .sequence(let sequence):
            let elements = try sequence.map(convert)
            return (.array(elements.map(\.value)), SourceMap.Entry(value: entry.value, children: elements.map(\.entry)))
        case .mapping(let mapping): return try convert(mapping, entry)
        case .alias: throw Refused(reason: "an alias that was not followed")
        }
    }

    private static func value(of scalar: Node.Scalar) -> JSONValue {
        switch scalar.tag.rawValue {
        case "tag:yaml.org,2002:str", "!": return .string(scalar.string)
        case "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null":
            return JSONValue(plainYAML: scalar.string)
        default: return scalar.style == .plain ? JSONValue(plainYAML: scalar.string) : .string(scalar.string)
        }
    }

    private static func convert(_ mapping: Node.Mapping, _ begun: SourceMap.Entry) throws -> Reading {
        var members = JSONObject()
        var entry = begun
        for (key, node) in mapping where !key.isMergeKey {
            guard case .scalar(let scalar) = key else { throw Refused(reason: "a collection as a key") }
            var (value, child) = try convert(node)
            child.key = SourceMap.Position(key)
            guard members.updateValue(value, forKey: scalar.string) == nil else {
                throw Refused(reason: "a repeated key")
            }
            entry.children.append(child)
        }
        for (key, node) in mapping where key.isMergeKey {
            for source in node.sequence.map({ Array($0) }) ?? [node] {
                let (value, merged) = try convert(source)
                guard case .object(let additions) = value else { throw Refused(reason: "`<<` without a mapping") }
                for (addition, child) in zip(additions, merged.children) where members[addition.key] == nil {
                    members[addition.key] = addition.value
                    entry.children.append(child)
                }
            }
        }
        return (.object(members), entry)
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
