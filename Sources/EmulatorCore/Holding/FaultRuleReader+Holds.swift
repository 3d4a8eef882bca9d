package import Documents

extension FaultRuleReader {
    /// Reads a hold, whose matchers are those of fault rules; without an `id`, it gets `drawnID`.
    package func hold(_ json: JSONValue, drawnID: String) throws(ReadingError) -> Hold {
        let id = json["id"]?.string ?? drawnID
        if let source = json["request"] {
            let matcher = try requestMatcher(source, at: "/request")
            let phase = json["phase"]?.string.flatMap(FaultPhase.init(rawValue:)) ?? .beforeCommit
            return Hold(id: id, source: source, subject: .requests(matcher, phase))
        }
        guard json["phase"] == nil else {
            throw ReadingError("/phase", "is only for holds of requests, and this hold is about deliveries")
        }
        let source = json["delivery"] ?? ["any": true]
        return Hold(id: id, source: source, subject: .deliveries(try deliveryMatcher(source, at: "/delivery")))
    }
}
