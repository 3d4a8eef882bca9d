import OrderedCollections

extension JSONValue {
    /// Sets the value at a pointer, or removes it if `value` is nil.
    ///
    /// Missing objects on the way are created, and a scalar on the way becomes an object. In an array, `-` or the index
    /// after the last element appends, as in RFC 6902; any other token that is no index of the array changes nothing.
    package mutating func set(_ value: JSONValue?, at pointer: JSONPointer) {
        set(value, along: pointer.tokens[...])
    }

    private mutating func set(_ value: JSONValue?, along steps: ArraySlice<String>) {
        guard let step = steps.first else {
            if let value { self = value }
            return
        }
        let rest = steps.dropFirst()
        switch self {
        case .array(var elements):
            Self.set(value, in: &elements, step: step, rest)
            self = .array(elements)
        case .object(var members):
            Self.set(value, in: &members, step: step, rest)
            self = .object(members)
        case .null, .bool, .integer, .number, .string:
            guard value != nil else { return }
            var members = JSONObject()
            Self.set(value, in: &members, step: step, rest)
            self = .object(members)
        }
    }

    private static func set(
        _ value: JSONValue?,
        in members: inout JSONObject,
        step: String,
        _ rest: ArraySlice<String>
    ) {
        if rest.isEmpty {
            members[step] = value
        } else if value != nil || members[step] != nil {
            members[step, default: [:]].set(value, along: rest)
        }
    }

    private static func set(
        _ value: JSONValue?,
        in elements: inout [JSONValue],
        step: String,
        _ rest: ArraySlice<String>
    ) {
        guard let index = step == "-" ? elements.count : JSONPointer.index(step), index <= elements.count else {
            return
        }
        if rest.isEmpty, value == nil {
            if index < elements.count { elements.remove(at: index) }
            return
        }
        if index == elements.count { elements.append([:]) }
        elements[index].set(value, along: rest)
    }
}
