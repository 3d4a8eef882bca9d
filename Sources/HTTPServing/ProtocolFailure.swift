import NIOCore
import NIOHTTP1

/// A request that is refused below the responder, because it is not proper HTTP or takes too long.
enum ProtocolFailure: Sendable {
    case malformed(String)
    /// The lines can be read, but break a rule of HTTP.
    case faulty(String)
    case unknownTransferCoding
    case targetTooLong
    case headersTooLarge
    case unsupportedVersion
    case timedOut

    /// The failure that an error of the parser stands for; nil if the error is not one of the parser's.
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
            // The parser pauses at the preface of HTTP/2.
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

    /// Whether the request that failed has no readable head.
    var isOfHead: Bool {
        switch self {
        case .faulty, .unknownTransferCoding, .targetTooLong: false
        case .malformed, .headersTooLarge, .unsupportedVersion, .timedOut: true
        }
    }

    /// The answer that says so in one sentence.
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
