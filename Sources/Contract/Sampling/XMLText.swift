import Documents

/// Writes values as XML: a member becomes an element with its name, an item of a list an element `item`.
enum XMLText {
    /// An XML document with the value in the element `root`.
    static func document(_ value: JSONValue) -> String {
        #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n" + element("root", value)
    }

    private static func element(_ name: String, _ value: JSONValue) -> String {
        let name = isName(name) ? name : "member"
        let content =
            switch value {
            case .null: ""
            case .object(let members): members.map { element($0.key, $0.value) }.joined()
            case .array(let items): items.map { element("item", $0) }.joined()
            case .bool, .integer, .number, .string: escaped(value.plainText)
            }
        return "<\(name)>\(content)</\(name)>"
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.properties.isAlphabetic || first == "_" else { return false }
        return text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || "._-".unicodeScalars.contains($0)
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
