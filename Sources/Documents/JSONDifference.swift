import OrderedCollections

/// One place at which two JSON values differ.
package struct JSONDifference: Hashable, Sendable {
    /// The place.
    package let pointer: JSONPointer
    /// The value at this place in the first of the two; nil if there is none.
    package let from: JSONValue?
    /// The value at this place in the second of the two; nil if there is none.
    package let to: JSONValue?

    /// A difference at a place.
    package init(_ pointer: JSONPointer, from: JSONValue?, to: JSONValue?) {
        self.pointer = pointer
        self.from = from
        self.to = to
    }
}

extension JSONValue {
    /// The places at which another value differs from this one.
    ///
    /// Objects are compared member by member, at any depth, and arrays as a whole. The order is that of the members
    /// here, followed by the members that only the other value has.
    package func differences(to other: JSONValue) -> [JSONDifference] {
        var found: [JSONDifference] = []
        addDifferences(to: other, at: JSONPointer(), in: &found)
        return found
    }

    private func addDifferences(to other: JSONValue, at place: JSONPointer, in found: inout [JSONDifference]) {
        guard case .object(let members) = self, case .object(let others) = other else {
            if self != other { found.append(JSONDifference(place, from: self, to: other)) }
            return
        }
        for (name, member) in members {
            if let counterpart = others[name] {
                member.addDifferences(to: counterpart, at: place.appending(name), in: &found)
            } else {
                found.append(JSONDifference(place.appending(name), from: member, to: nil))
            }
        }
        for (name, member) in others where !members.keys.contains(name) {
            found.append(JSONDifference(place.appending(name), from: nil, to: member))
        }
    }
}
