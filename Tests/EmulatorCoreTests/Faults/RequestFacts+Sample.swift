import EmulatorCore

extension RequestFacts {
    /// A plain request of getMe.
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
