import NIOCore
import NIOHTTP1

/// Why a request is refused without the responder: it is not valid HTTP, or takes too long.
enum ProtocolFailure: Sendable {
    case malformed(String)
    /// The head can be parsed but breaks a rule of HTTP.
    case faulty(String)
    case unknownTransferCoding
    case targetTooLong
    case headersTooLarge
    case unsupportedVersion
    case timedOut

    /// Translates an error of the parser; nil for any other error.
    init?(_ error: any Error) {
        if error is ByteToMessageDecoderError.PayloadTooLargeError {
            self = .headersTooLarge
            return
        }
        guard let error = error as? HTTPParserError else { return nil }
        switch error {
        case .headerOverflow:
            self = .headersTooLarge
        case .invalidVersion, .paused:
            // The parser pauses when it reads the preface of HTTP/2.
            self = .unsupportedVersion
        case .invalidMethod:
            self = .malformed("The request line does not begin with a method this server can read.")
        case .invalidURL, .invalidHost, .invalidPort, .invalidPath, .invalidQueryString, .invalidFragment:
            self = .malformed("The request target is not valid.")
        case .invalidHeaderToken:
            self = .malformed("A header field is not valid.")
        case .invalidContentLength, .unexpectedContentLength:
            self = .malformed("The length of the body is not stated in a valid way.")
        case .invalidChunkSize:
            self = .malformed("A chunk of the body has no valid size.")
        case .invalidEOFState:
            self = .malformed("The request ended too early.")
        default:
            self = .malformed("The request is not valid HTTP/1.1.")
        }
    }

    /// Whether the head of the request could not be read.
    var isOfHead: Bool {
        switch self {
        case .faulty, .unknownTransferCoding, .targetTooLong: false
        case .malformed, .headersTooLarge, .unsupportedVersion, .timedOut: true
        }
    }

    /// The response, with one sentence as its body.
    var response: Response {
        switch self {
        case .unknownTransferCoding:
            Response(status: .notImplemented, sentence: "The one transfer coding of this server is chunked.")
        case .malformed(let sentence), .faulty(let sentence):
            Response(status: .badRequest, sentence: sentence)
        case .targetTooLong:
            Response(status: .uriTooLong, sentence: "The request target is too long.")
        case .headersTooLarge:
            Response(status: .requestHeaderFieldsTooLarge, sentence: "The header section is too large.")
        case .unsupportedVersion:
            Response(
                status: .httpVersionNotSupported,
                sentence: "This server speaks HTTP/1.1, in lines that end with CR and LF."
            )
        case .timedOut:
            Response(status: .requestTimeout, sentence: "The request took too long to arrive.")
        }
    }
}
