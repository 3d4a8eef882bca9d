import Documents

/// The objects in the order of their age; a number between them says how many have been removed there.
///
/// Page markers name positions, so that a gap must stay a gap.
extension ResourceCollection: StateCodable where Element: StateCodable {
    /// Gaps between objects take memory, so that there must be an end to them.
    private static var largestGap: Int { 1_000_000 }
    private static var largestPosition: Int { 1 << 52 }

    func writeState(to writer: inout JSONWriter) {
        writer.array { writer in
            let rest = placed { gap, element in
                if gap > 0 { writer.value(gap) }
                element.writeState(to: &writer)
            }
            if rest > 0 { writer.value(rest) }
        }
    }

    init(state json: JSONValue) throws(StateError) {
        guard let parts = json.array else { throw .expected("an array") }
        self.init()
        for (index, part) in parts.enumerated() {
            do throws(StateError) {
                if part.integer == nil {
                    let element = try Element(state: part)
                    guard self[element.id] == nil else { throw .duplicate(element.id.description).inside("id") }
                    insert(element)
                } else {
                    skip(try Int(state: part, in: 1...(count == 0 ? Self.largestPosition : Self.largestGap)))
                }
            } catch {
                throw error.inside(index)
            }
        }
    }

    /// The objects, oldest first.
    var byAge: [Element] {
        var elements: [Element] = []
        _ = placed { _, element in elements.append(element) }
        return elements
    }

    /// The places of the objects in the array that they are exported as.
    var exportedIndices: [Int] {
        var indices: [Int] = []
        var next = 0
        _ = placed { gap, _ in
            next += gap > 0 ? 1 : 0
            indices.append(next)
            next += 1
        }
        return indices
    }
}
