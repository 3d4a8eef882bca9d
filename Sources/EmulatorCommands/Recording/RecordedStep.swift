import Documents

/// A step in a recording: its request and its response.
struct RecordedStep {
    /// Steps of a file are equal if they have the same name and the same number among those with this name.
    struct Identity: Hashable {
        let name: String
        let occurrence: Int
    }

    let identity: Identity
    /// Why the step was not run; nil if it was.
    let reason: String?
    /// Null if nothing was sent.
    let request: JSONValue
    /// Null if there was no response.
    let response: JSONValue

    init(_ json: JSONValue, name: String, occurrence: Int) {
        identity = Identity(name: name, occurrence: occurrence)
        reason = json["reason"]?.string
        request = json["request"] ?? .null
        response = json["response"] ?? .null
    }

    /// The name of a step without confidential words; it depends only on the name, so that it is the same in each run.
    static func name(of step: String) -> String { StandIns().cleaned(step) }
}
