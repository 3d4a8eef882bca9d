/// The reason for refusing a request: an error of the API, or an error of the emulator itself.
enum Refusal: Error, Sendable {
    case api(APIError)
    case mock(MockError)

    /// Runs `body` and turns its `MockError` into a refusal.
    static func of<Result>(_ body: () throws(MockError) -> Result) throws(Refusal) -> Result {
        do throws(MockError) {
            return try body()
        } catch {
            throw .mock(error)
        }
    }
}
