import Documents

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
    static func name(of file: String) -> String { file.split(separator: "/").last.map(String.init) ?? file }
}
