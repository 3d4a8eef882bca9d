import HTTPServing
import NIOHTTP1

extension Response {
    /// The response with the media type and the headers of an answer, and no others.
    init(_ answer: Answer) {
        self.init(
            status: HTTPResponseStatus(statusCode: answer.status),
            headers: HTTPHeaders((answer.contentType.map { [("Content-Type", $0)] } ?? []) + answer.headers),
            body: answer.body
        )
    }
}
