import Documents

/// The exported form: the objects, oldest first; a number between two of them counts the removed ones there.
///
/// Page markers contain positions, so the positions of removed objects must stay empty after an import.
extension ResourceCollection: StateCodable where Element: StateCodable {
    /// The largest gap between objects; each gap takes memory, so a hostile import must not choose it freely.
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

    /// The indices of the objects in the exported array, which also contains numbers for gaps.
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
