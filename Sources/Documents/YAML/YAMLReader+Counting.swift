/// The limits that keep a text from exhausting memory and stack.
extension YAMLReader {
    /// Adds values of the document, also those that an alias repeats.
    mutating func count(_ values: Int) throws(DiagnosticsError) {
        valueCount += values
        guard valueCount <= Self.maximumValues else {
            let cause = anchors.isEmpty ? "the document has" : "the aliases unfold to"
            throw failure("\(cause) more than \(Self.maximumValues) values", at: position)
        }
    }

    /// Enters a collection; `depth` is to be lowered by 1 at its end.
    mutating func descend() throws(DiagnosticsError) {
        try requireDepth(depth + 1)
        depth += 1
        deepest = max(deepest, depth)
    }

    /// Checks the depth of a collection.
    mutating func requireDepth(_ depth: Int) throws(DiagnosticsError) {
        guard depth <= Self.maximumDepth else {
            throw failure("the lists and mappings are nested more than \(Self.maximumDepth) deep", at: position)
        }
    }
}
