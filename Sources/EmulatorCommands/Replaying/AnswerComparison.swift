import Documents
import Domain
import EmulatorServer
import OrderedCollections

/// Compares a response in a bundle or recording with that of another run: the status, and the body at any depth.
///
/// `request_id`, which is new for each request, and the origin of URLs of the emulator are not compared. While the clock
/// of the recorded world ran, two times are equal if they differ by at most `tolerance`, because timers ran some
/// milliseconds late there, and a delayed request ran after its delay. The result of a tool of the MCP endpoint is
/// compared as the answer of an operation, also the JSON in its text.
struct AnswerComparison {
    /// The paths of the emulator's own pages and files, which begin with the origin of the request.
    private static let ownFolders = ["/onboard/", "/media/", "/customers/"]
    /// The members that depend on when and how a receiver of webhooks responded, by the `object` that has them.
    private static let ofReceivers: [String: Set<String>] = [
        "webhook_delivery": [
            "status", "attempts", "next_attempt_at", "last_status_code", "last_error", "updated_at",
        ],
        "webhook_subscription": ["status", "updated_at"],
    ]

    /// The largest difference between two times that are equal; nil if they must be the same.
    let tolerance: TimeSpan?
    /// Whether secrets are masked in the recorded response.
    let isMasked: Bool
    /// The stand-ins that belong together in two recordings; nil for responses without stand-ins.
    private(set) var pairs: StandInPairs?
    private(set) var differences: [ReplayDifference] = []
    /// The places in two recordings where only the types of the values are known.
    private(set) var notCompared: [String] = []
    /// Whether all differences so far depend on the receivers of webhooks.
    private(set) var dependsOnReceivers = true

    init(tolerance: TimeSpan?, isMasked: Bool) {
        self.tolerance = tolerance
        self.isMasked = isMasked
    }

    /// A comparison of responses in two recordings, where times are equal if they have the same form.
    init(pairs: StandInPairs) {
        self.init(tolerance: nil, isMasked: true)
        self.pairs = pairs
    }

    /// Compares the responses or the requests in two recordings; only the body may depend on receivers of webhooks.
    mutating func compare(recorded: JSONObject, with actual: JSONObject, dependsOnReceivers: Bool = false) {
        let isBody = { (member: JSONObject.Element) in member.key == "body" }
        compare(recorded.filter { !isBody($0) }, actual.filter { !isBody($0) }, at: JSONPointer(), false)
        compare(recorded.filter(isBody), actual.filter(isBody), at: JSONPointer(), dependsOnReceivers)
    }

    /// Compares the responses to a request.
    mutating func compare(
        _ request: BundledRequest,
        _ recorded: BundledRequest.Response,
        _ status: Int,
        _ body: [UInt8]
    ) {
        if recorded.status != status {
            note(JSONPointer(["status"]), .integer(recorded.status), .integer(status))
        }
        guard request.method != "HEAD" else { return }
        let place = JSONPointer(["body"])
        let actual = try? JSONValue(parsing: body)
        if let text = recorded.text {
            let found = MaskedText.of(String(decoding: body, as: UTF8.self))
            let expected = isMasked ? text : MaskedText.of(text)
            if expected != found || actual != nil { note(place, .string(expected), .string(found)) }
            return
        }
        guard let actual else {
            let text = body.isEmpty ? JSONValue.null : .string(MaskedText.of(String(decoding: body, as: UTF8.self)))
            if text != recorded.body { note(place, recorded.body, text) }
            return
        }
        let isList = request.operation == "listWebhookDeliveries"
        compare(isMasked ? recorded.body : MaskedText.of(recorded.body), MaskedText.of(actual), at: place, isList)
    }

    private mutating func compare(
        _ expected: JSONValue,
        _ actual: JSONValue,
        at place: JSONPointer,
        _ isOfReceiver: Bool
    ) {
        switch (expected, actual) {
        case (.object(let expected), .object(let actual)):
            compare(expected, actual, at: place, isOfReceiver)
        case (.array(let expected), .array(let actual)) where expected.count == actual.count:
            for (index, pair) in zip(expected, actual).enumerated() {
                compare(pair.0, pair.1, at: place.appending(index), isOfReceiver)
            }
        case (.string(let expected), .string(let actual)) where place.isTextOfTool:
            compareText(expected, actual, at: place, isOfReceiver)
        default:
            compareSingle(expected, actual, at: place, isOfReceiver)
        }
    }

    /// Compares two texts of a tool, as JSON if both are.
    private mutating func compareText(
        _ expected: String,
        _ actual: String,
        at place: JSONPointer,
        _ isOfReceiver: Bool
    ) {
        if let first = try? JSONValue(parsing: expected), let second = try? JSONValue(parsing: actual) {
            compare(first, second, at: place, isOfReceiver)
        } else {
            compareSingle(.string(expected), .string(actual), at: place, isOfReceiver)
        }
    }

    private mutating func compareSingle(
        _ expected: JSONValue,
        _ actual: JSONValue,
        at place: JSONPointer,
        _ isOfReceiver: Bool
    ) {
        if pairs != nil, expected == actual, expected.string.map(HiddenValue.isHidden) == true {
            notCompared.append(place.description)
        } else if !isEqual(expected, actual) {
            note(place, expected, actual, isOfReceiver)
        }
    }

    private mutating func compare(
        _ expected: JSONObject,
        _ actual: JSONObject,
        at place: JSONPointer,
        _ isOfReceiver: Bool
    ) {
        let members = expected["object"]?.string.flatMap { Self.ofReceivers[$0] } ?? []
        let partners = partners(of: expected.keys.elements, among: actual.keys.elements)
        for (name, value) in expected {
            let found = partners[name].flatMap { actual[$0] }
            if name == "request_id", place.depthInAnswer <= 2, found != nil { continue }
            let isOfReceiver = isOfReceiver || members.contains(name)
            if let found {
                compare(value, found, at: place.appending(name), isOfReceiver)
            } else {
                note(place.appending(name), value, nil, isOfReceiver)
            }
        }
        let known = Set(partners.values)
        for (name, value) in actual where !known.contains(name) {
            note(place.appending(name), nil, value, isOfReceiver || members.contains(name))
        }
    }

    private mutating func note(
        _ place: JSONPointer,
        _ expected: JSONValue?,
        _ actual: JSONValue?,
        _ isOfReceiver: Bool = false
    ) {
        if !isOfReceiver {
            if dependsOnReceivers { differences = [] }
            dependsOnReceivers = false
        }
        guard isOfReceiver == dependsOnReceivers else { return }
        differences.append(ReplayDifference(pointer: place.description, expected: expected, actual: actual))
    }

    /// The name in the other response for each name that is in both.
    private mutating func partners(of names: [String], among others: [String]) -> [String: String] {
        if let partners = pairs?.partners(of: names, among: others) { return partners }
        let others = Set(others)
        return Dictionary(names.filter(others.contains).map { ($0, $0) }) { first, _ in first }
    }

    // MARK: Equal values

    private mutating func isEqual(_ expected: JSONValue, _ actual: JSONValue) -> Bool {
        if expected == actual, pairs == nil || expected.string == nil { return true }
        guard case .string(let expected) = expected, case .string(let actual) = actual else { return false }
        if let first = Timestamp(iso8601: expected), let second = Timestamp(iso8601: actual) {
            if pairs != nil { return Self.form(of: expected) == Self.form(of: actual) }
            if let tolerance { return abs(first.milliseconds - second.milliseconds) <= tolerance.milliseconds }
        }
        if pairs?.match(expected, actual) == true { return true }
        guard let path = Self.ownPath(expected), let other = Self.ownPath(actual) else { return false }
        return path == other || pairs?.match(String(path), String(other)) == true
    }

    /// The form of a time, such as `0000-00-00T00:00:00.000Z`.
    private static func form(of time: String) -> String {
        String(time.map { $0.isNumber ? "0" : $0 })
    }

    /// The path and query of a URL that leads to the emulator; nil for any other text.
    private static func ownPath(_ text: String) -> Substring? {
        guard text.hasPrefix("http://") || text.hasPrefix("https://"),
            let start = text.firstRange(of: "://")?.upperBound,
            let slash = text[start...].firstIndex(of: "/")
        else { return nil }
        let path = text[slash...]
        return ownFolders.contains(where: path.hasPrefix) ? path : nil
    }
}
