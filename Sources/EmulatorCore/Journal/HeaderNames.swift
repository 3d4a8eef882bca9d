import Domain

/// The names of the header fields of a message in their order.
///
/// It is an object, so that messages with the same names share them.
final class HeaderNames: Sendable {
    let names: [String]

    init(of fields: [HeaderField]) {
        names = fields.map(\.name)
    }

    func areNames(of fields: [HeaderField]) -> Bool {
        guard names.count == fields.count else { return false }
        for index in names.indices where names[index] != fields[index].name { return false }
        return true
    }
}
