import Documents

/// A response of the control API to a step.
struct ControlReply {
    let response: StepExchange.Response
    /// The body; null if it is not JSON.
    let json: JSONValue

    init(_ response: StepExchange.Response) {
        self.response = response
        json = response.json ?? .null
    }

    var status: Int { response.status }

    /// Whether the status is one of 2xx.
    var isSuccess: Bool { response.isSuccess }

    /// What a refused request gets, as a sentence.
    func refusal(of request: ControlRequest) -> String {
        let detail = json["detail"]?.string.map { " \($0)" } ?? ""
        return "\(request.method) \(request.target) was refused: \(status)\(detail)"
    }

    /// The near misses of a verification or a wait; empty if there are none.
    static func nearest(in report: JSONValue) -> String {
        let lines = (report["nearest"]?.array ?? []).map { match in
            let differences = (match["differences"]?.array ?? []).map { difference in
                "\(difference["pointer"]?.string ?? "") is \(difference["actual"]?.text ?? "absent"), "
                    + "not \(difference["expected"]?.text ?? "absent")"
            }
            return "\(match["ref"]?.string ?? ""), where \(differences.joined(separator: " and "))"
        }
        return lines.isEmpty ? "" : "; nearest: " + lines.joined(separator: "; ")
    }
}
