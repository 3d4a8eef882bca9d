/// A place in a JSON value: the keys and indices on the way to it (RFC 6901).
package struct JSONPointer: Hashable, Sendable {
    /// The unescaped steps from the root; array indices are decimal digits.
    package var tokens: [String]

    /// The place that those steps lead to.
    package init(_ tokens: [String] = []) {
        self.tokens = tokens
    }

    /// Reads `/a/b~1c/0`; nil unless it is empty or starts with a slash.
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

    /// The place one step further down.
    package func appending(_ token: String) -> JSONPointer {
        JSONPointer(tokens + [token])
    }

    /// The place of an array's element.
    package func appending(_ index: Int) -> JSONPointer {
        appending(String(index))
    }

    /// The form that error answers use in `param`: `interactive.action.buttons.0.reply.title`.
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
    /// The value at that place, if there is one.
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
    /// The array index that a token spells, digits without a sign or leading zeros, as RFC 6901 has it.
    package static func index(_ token: String) -> Int? {
        guard let value = Int(token), value.description == token, value >= 0 else { return nil }
        return value
    }
}
