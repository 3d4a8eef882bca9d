import Contract
import Documents

/// Makes what a recording shows of the path and query of a request, and of bodies in the form of a query.
///
/// Only the words of the contract are shown as they are.
struct TargetRedaction {
    private let standIns: StandIns

    init(_ standIns: StandIns) {
        self.standIns = standIns
    }

    /// The path and the query of a request; of an absolute URL, the origin gets a stand-in.
    func shown(_ target: String, of operation: Operation?) -> (path: String, query: String?) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let (origin, path) = Self.split(parts[0])
        let shownOrigin = origin.isEmpty ? "" : standIns.standIn(for: origin, .url)
        return (shownOrigin + self.path(path, of: operation), parts.count > 1 ? pairs(parts[1], of: operation) : nil)
    }

    /// The origin of an absolute URL, and the path.
    private static func split(_ url: String) -> (origin: String, path: String) {
        guard let start = url.firstRange(of: "://")?.upperBound, url.first != "/" else { return ("", url) }
        let slash = url[start...].firstIndex(of: "/") ?? url.endIndex
        return (String(url[..<slash]), String(url[slash...]))
    }

    // MARK: Path

    private func path(_ path: String, of operation: Operation?) -> String {
        let template = operation.map { $0.fullPath.split(separator: "/", omittingEmptySubsequences: false) } ?? []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let operation, segments.count == template.count else {
            return segments.map(unmatched).joined(separator: "/")
        }
        return zip(segments, template).map { segment, template in
            guard template.contains("{") else { return unmatched(segment) }
            guard template.first == "{", template.last == "}", !template.dropFirst().contains("{") else {
                return unmatched(segment)
            }
            let name = String(template.dropFirst().dropLast())
            return parameter(name, in: .path, String(segment).percentDecoded ?? String(segment), of: operation)
        }.joined(separator: "/")
    }

    /// A part of a path that the contract does not describe.
    private func unmatched(_ segment: Substring) -> String {
        let text = String(segment).percentDecoded ?? String(segment)
        return standIns.isPublic(text) ? text.encoded : standIns.formed(text, .id).encoded
    }

    // MARK: Query

    /// A query, or a body of the same form.
    func pairs(_ text: String, of operation: Operation?) -> String {
        QueryItem.items(text).map { item in
            let value = parameter(item.name, in: .query, item.value, of: operation)
            return "\(name(item.name, of: operation).encoded)=\(value)"
        }.joined(separator: "&")
    }

    /// The name of a parameter; that of a deep object has the names of members in brackets.
    private func name(_ name: String, of operation: Operation?) -> String {
        let isDeclared = operation?.parameters.contains { $0.location == .query && $0.name == name } ?? false
        if isDeclared || name.split(whereSeparator: "[]".contains).allSatisfy({ standIns.isPublic(String($0)) }) {
            return name
        }
        return standIns.name(name)
    }

    private func parameter(
        _ name: String,
        in location: ContractViolation.Location,
        _ text: String,
        of operation: Operation?
    ) -> String {
        let shown = operation?.redactedParameter(name, in: location, text) { value, redaction in
            standIns.shown(value, redaction, seekingParts: true)
        }
        return (shown ?? standIns.standIn(for: text, .text)).encoded
    }
}

extension String {
    /// The text with all characters as `%XX` that would end a part of a path or query, and spaces.
    fileprivate var encoded: String {
        percentEncoded { byte in byte > 0x20 && byte < 0x7F && !"%&=#?/+".utf8.contains(byte) }
    }
}
