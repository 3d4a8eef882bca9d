import Contract
import Documents
import HTTPServing
import NIOHTTP1
import OrderedCollections

extension ContractPipeline {
    /// Reads the request body by its media type, if the operation has one.
    func readBody(of active: inout ActiveRequest, for operation: Operation) throws(Refusal) {
        active.body = nil
        guard operation.hasRequestBody else { return }
        if let error = APIError(unpacking: active.arrival.request.body) { throw .api(error) }
        let type = active.arrival.headers.first(name: "Content-Type")
        do throws(RequestContentError) {
            active.content = try operation.content(of: active.arrival.bodyBytes, contentType: type)
        } catch {
            throw .api(APIError(error, isOwn: table.isHandled(operation)))
        }
        if table.isHandled(operation) { try readAsObject(&active, operation) }
        active.body = active.content.value
    }

    /// Requires a JSON object, and reads an absent body as `{}`, as the vendor's API does.
    private func readAsObject(_ active: inout ActiveRequest, _ operation: Operation) throws(Refusal) {
        if active.content.isAbsent { active.content = operation.content(of: .object([:])) }
        guard active.content.value?.object == nil else { return }
        throw .api(.stating(.invalidRequest, "The request body must be a JSON object."))
    }
}

extension APIError {
    /// The error for a body that could not be decompressed; nil if there was no such problem.
    init?(unpacking body: Request.Body) {
        switch body {
        case .complete, .tooLarge:
            return nil
        case .unsupportedCoding(let coding):
            self = APIError(.unsupportedMediaType).with(header: "Accept-Encoding", ContentCoding.accepted)
            message = "The content coding \(coding) is not supported; send the body with gzip, or without any."
        case .undecodable(let reason):
            self = .stating(.invalidRequest, "The request body is not valid gzip: \(reason).")
        }
    }

    /// The error for a body that cannot be read; unless our code handles the operation, it lists the media types.
    fileprivate init(_ error: RequestContentError, isOwn: Bool) {
        switch error {
        case .unsupportedMediaType(let sent, let taken):
            self.init(.unsupportedMediaType)
            guard !isOwn else { return }
            message = "The media type \(sent) is not supported; send the body as \(taken.joined(separator: " or "))."
            headers["Accept"] = taken.joined(separator: ", ")
        case .malformed(let reason):
            self = .stating(.invalidRequest, "The request body is \(reason).")
        }
    }
}
