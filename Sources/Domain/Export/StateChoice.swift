import Documents
import OrderedCollections

/// Exports a value of one of several kinds as an object with one member, named after the kind.
enum StateChoice {
    static func write<Tag: RawRepresentable<String>>(
        _ tag: Tag,
        _ content: some StateCodable,
        to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.key(tag.rawValue)
            content.writeState(to: &writer)
        }
    }

    static func read<Tag: RawRepresentable<String> & CaseIterable, Value>(
        _ json: JSONValue,
        _ read: (Tag, JSONValue) throws(StateError) -> Value
    ) throws(StateError) -> Value {
        guard let members = json.object, members.count == 1, let (name, content) = members.elements.first else {
            throw .expected("an object with one member")
        }
        guard let tag = Tag(rawValue: name) else {
            throw .unknown(name, among: Tag.allCases.map(\.rawValue)).inside(name)
        }
        do throws(StateError) { return try read(tag, content) } catch { throw error.inside(name) }
    }
}
