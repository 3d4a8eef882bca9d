import Contract
import Documents
import OrderedCollections

/// A page of a list that a client has read, by a GET or by a tool of the MCP endpoint.
struct ReadPage {
    /// What the pages of a list have in common.
    struct List: Hashable {
        /// The path, or the name of the tool.
        let name: String
        let filters: [String]
    }

    /// What follows the page.
    enum End {
        case more
        case last
    }

    let list: List
    /// Whether it was requested without a cursor.
    let isFirst: Bool
    /// Whether it was requested with `limit=1`.
    let isOneRow: Bool
    let end: End

    /// The page in the response to a request; nil if the response is not a page of a list.
    init?(_ entry: JournalEntry) {
        let items: [QueryItem]
        if let tool = entry.outcome.mcp?.tool {
            guard let page = entry.pageOfTool else { return nil }
            items = (page.arguments.filter { !$0.value.isNull }).map { QueryItem($0.key, $0.value.plainText) }
            end = page.end
            list = List(name: tool, filters: Self.filters(items))
        } else {
            guard entry.method == "GET", let end = entry.endOfPage else { return nil }
            items = QueryItem.items(entry.query)
            self.end = end
            list = List(name: entry.path, filters: Self.filters(items))
        }
        isFirst = !items.contains { $0.name == "cursor" }
        isOneRow = items.contains { $0.name == "limit" && $0.value == "1" }
    }

    private static func filters(_ items: [QueryItem]) -> [String] {
        items.filter { $0.name != "cursor" && $0.name != "limit" }.map { "\($0.name)=\($0.value)" }.sorted()
    }
}

extension JournalEntry {
    private static let cursorName = Array("\"next_cursor\":".utf8)

    /// What follows the page in a response of the API; nil if it is not a page of a list.
    ///
    /// The envelope has `next_cursor` after the rows, so it is found from the end without parsing them.
    fileprivate var endOfPage: ReadPage.End? {
        let body = outcome.response?.body ?? []
        let name = Self.cursorName
        for start in stride(from: body.count - name.count - 1, through: 0, by: -1) where body[start] == name[0] {
            guard body[start...].starts(with: name) else { continue }
            return body[start + name.count] == UInt8(ascii: "\"") ? .more : .last
        }
        return nil
    }

    /// The arguments of a call of a tool, and what follows the page that it has returned; nil if it has returned none.
    fileprivate var pageOfTool: (arguments: JSONObject, end: ReadPage.End)? {
        guard let call = try? JSONValue(parsing: request.body), let cursor = answerOfTool?["next_cursor"] else {
            return nil
        }
        return (call["params"]?["arguments"]?.object ?? [:], cursor.string == nil ? .last : .more)
    }

    /// The answer of the operation in the result of a tool; the first revision of the protocol has it only as text.
    private var answerOfTool: JSONValue? {
        let result = (try? JSONValue(parsing: outcome.response?.body ?? []))?["result"]
        return result?["structuredContent"]
            ?? (result?["content"]?[0]?["text"]?.string).flatMap { try? JSONValue(parsing: $0) }
    }

    /// Whether the answer itself, and not something in it, has a `next_cursor`.
    var hasNextCursor: Bool {
        let answer = outcome.mcp == nil ? try? JSONValue(parsing: outcome.response?.body ?? []) : answerOfTool
        return answer?["next_cursor"]?.string != nil
    }
}
