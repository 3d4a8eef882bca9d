import EmulatorCore

extension RequestFacts {
    /// A request of getMe, with nothing special about it.
    static let getMe = RequestFacts(
        operation: "getMe",
        tags: ["Meta"],
        method: "GET",
        path: "/v1/me",
        query: [],
        headers: [],
        pathParameters: [:],
        body: nil
    )
}
