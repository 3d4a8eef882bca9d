/// A place in a JSON value: the keys and indices on the way to it (RFC 6901).
package struct JSONPointer: Hashable, Sendable {
    /// The unescaped keys and indices from the root; array indices are decimal digits.
    package var tokens: [String]

    /// The pointer with these tokens; without tokens it points to the whole value.
    package init(_ tokens: [String] = []) {
        self.tokens = tokens
    }

    /// Parses a text such as `/a/b~1c/0`; nil unless it is empty or starts with a slash.
    package init?(parsing text: String) {
        guard !text.isEmpty else {
            self.init()
            return
        }
        guard text.hasPrefix("/") else { return nil }
        let steps = text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        self.init(steps.map { Self.unescaped(Substring($0)) })
    }

    private static func unescaped(_ step: Substring) -> String {
        guard step.utf8.contains(UInt8(ascii: "~")) else { return String(step) }
        return String(step).replacing("~1", with: "/").replacing("~0", with: "~")
    }

    private static func escaped(_ token: String) -> String {
        guard token.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return token }
        return token.replacing("~", with: "~0").replacing("/", with: "~1")
    }

    /// This pointer with one more token.
    package func appending(_ token: String) -> JSONPointer {
        JSONPointer(tokens + [token])
    }

    /// This pointer with an array index as one more token.
    package func appending(_ index: Int) -> JSONPointer {
        appending(String(index))
    }

    /// The form that error responses use in `param`: `interactive.action.buttons.0.reply.title`.
    package var dotted: String {
        tokens.joined(separator: ".")
    }
}

extension JSONPointer: CustomStringConvertible {
    /// The form `/a/b~1c/0`.
    package var description: String {
        tokens.map { "/" + Self.escaped($0) }.joined()
    }
}

extension JSONValue {
    /// The value at a pointer; nil if there is none.
    package subscript(pointer: JSONPointer) -> JSONValue? {
        var value = self
        for token in pointer.tokens {
            guard let next = value[token] ?? JSONPointer.index(token).flatMap({ value[$0] }) else { return nil }
            value = next
        }
        return value
    }
}

extension JSONPointer {
    /// The array index that a token spells: digits without a sign or leading zeros (RFC 6901); nil for any other token.
    package static func index(_ token: String) -> Int? {
        guard let value = Int(token), value.description == token, value >= 0 else { return nil }
        return value
    }
}
