import Documents
import OrderedCollections

extension Operation {
    /// The parts of a request that have no effect although no schema refuses them: the query first, then the body.
    ///
    /// These are names that the contract does not have, and parameters and properties with `x-mock-ignored`. A property
    /// is not listed if its object may have any properties, such as `metadata`. The list ends after 100 parts.
    package func unreadParts(query: [QueryItem], body: [UInt8], contentType: String?) -> [UnreadPart] {
        guard defect == nil else { return [] }
        var search = UnreadSearch()
        addParts(of: query, to: &search)
        addParts(of: body, contentType, to: &search)
        return search.parts
    }

    private func addParts(of query: [QueryItem], to search: inout UnreadSearch) {
        guard !query.isEmpty else { return }
        let declared = parameters.filter { $0.location == .query }
        let names = declared.map(\.name)
        let sent = OrderedSet(query.map(\.name))
        let candidates = names.filter { !sent.contains($0) }
        for name in sent where !search.isDone && !takes(queryItem: name) {
            let message = "is not in the contract"
            search.add(UnreadPart(.query, JSONPointer([name]), .unknown, message, candidates: candidates))
        }
        for parameter in declared where !search.isDone {
            guard let value = parameter.value(in: query, besides: names) else { continue }
            let place = JSONPointer([parameter.name])
            if let reason = parameter.ignoredReason {
                search.add(UnreadPart(.query, place, .ignored, UnreadSearch.ignored(reason)))
            } else if let schema = parameter.schema?.schema {
                search.search(value, schema, in: .query, at: place)
            }
        }
    }

    /// Whether an item of a query with this name belongs to a declared parameter or to the key of the request.
    package func takes(queryItem name: String) -> Bool {
        let names = queryOrder
        return isCredential(name)
            || parameters.contains { $0.location == .query && $0.takes(name, besides: names) }
    }

    /// Whether a query parameter has the key of the request.
    private func isCredential(_ name: String) -> Bool {
        security.schemes.contains { $0.place == .query(name) }
    }

    private func addParts(of body: [UInt8], _ contentType: String?, to search: inout UnreadSearch) {
        guard hasRequestBody else {
            // Many clients send `{}` where no body is needed.
            guard !body.isEmpty, (try? JSONValue(parsing: body)) != JSONValue.object([:]) else { return }
            let message = "is not in the contract: the operation has no request body"
            return search.add(UnreadPart(.body, JSONPointer(), .unknown, message))
        }
        guard let content = try? content(of: body, contentType: contentType), let value = content.value,
            let schema = content.schema?.schema
        else { return }
        search.search(value, schema, in: .body, at: JSONPointer())
    }
}
