import Contract
import HTTPServing
import NIOHTTP1

extension HTTPHeaders {
    /// Whether the client prefers HTML to JSON, as a browser does when it opens a page.
    var preferHTML: Bool {
        let accepted = AcceptedTypes(combined("Accept"))
        return accepted.quality(of: "text/html") > accepted.quality(of: "application/json")
    }
}
