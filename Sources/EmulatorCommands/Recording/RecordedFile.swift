import Documents
import Foundation

/// The steps of one scenario file in a recording.
struct RecordedFile {
    /// The name of the file without its folder.
    let name: String
    /// The name of the scenario.
    let scenario: String
    /// Why the file was not run; nil if it was.
    let skipped: String?
    let steps: [RecordedStep]

    init(_ json: JSONValue) {
        name = json["file"]?.string ?? ""
        scenario = json["scenario"]?.string ?? ""
        skipped = json["skipped"]?.string
        var counts: [String: Int] = [:]
        steps = (json["steps"]?.array ?? []).map { step in
            let name = step["step"]?.string ?? ""
            counts[name, default: 0] += 1
            return RecordedStep(step, name: name, occurrence: counts[name, default: 1])
        }
    }

    /// The name of a file without its folder, which may contain the name of a person.
    static func name(of file: String) -> String { (file as NSString).lastPathComponent }
}

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
}
