import EmulatorTesting
import NIOHTTP1
import Testing

extension Emulator {
    /// What a browser sends in `Accept` when somebody opens a page.
    static let browser: HTTPHeaders = [
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
    ]

    /// The text of a page, as a browser gets it.
    func page(_ path: String, host: String = "localhost:8080") throws -> String {
        var headers = Self.browser
        headers.add(name: "Host", value: host)
        let answer = try control().get(path, headers: headers)
        #expect(answer.status == 200)
        #expect(answer.headers["Content-Type"] == ["text/html; charset=utf-8"])
        return String(decoding: answer.bytes, as: UTF8.self)
    }
}
