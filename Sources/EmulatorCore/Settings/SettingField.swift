package import Documents
import Domain

/// A setting under its name in scenarios and in the control API, which a patch changes and a response shows.
package struct SettingField<Settings: Sendable>: Sendable {
    let name: String
    let read: @Sendable (JSONValue, String, inout SettingsPatch<Settings>) throws(ReadingError) -> Void
    let json: @Sendable (Settings) -> JSONValue

    /// The setting of that name and property.
    init<Value: SettingValue>(_ name: String, _ property: any WritableKeyPath<Settings, Value> & Sendable) {
        self.name = name
        read = { json, pointer, patch throws(ReadingError) in
            patch[dynamicMember: property] = try Value.read(json, at: pointer)
        }
        json = { $0[keyPath: property].json }
    }
}

extension SettingsPatch {
    /// A patch of the settings that an object names; `pointer` is its place.
    init(
        reading object: JSONValue?,
        _ fields: [SettingField<Settings>],
        at pointer: String
    ) throws(ReadingError) {
        self.init()
        try read(object, fields, at: pointer)
    }

    /// Adds the settings that an object names; `pointer` is its place.
    mutating func read(
        _ object: JSONValue?,
        _ fields: [SettingField<Settings>],
        at pointer: String
    ) throws(ReadingError) {
        for field in fields {
            guard let value = object?[field.name] else { continue }
            try field.read(value, "\(pointer)/\(field.name)", &self)
        }
    }
}

extension JSONWriter {
    /// Writes the members of an object that shows settings.
    package mutating func members<Settings>(_ fields: [SettingField<Settings>], of settings: Settings) {
        for field in fields { member(field.name, field.json(settings)) }
    }
}
