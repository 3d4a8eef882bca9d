/// Why a request is refused: with an error of the API, or with one of the emulator's own.
enum Refusal: Error, Sendable {
    case api(APIError)
    case mock(MockError)

    /// Runs what refuses with an error of the emulator's own.
    static func of<Result>(_ body: () throws(MockError) -> Result) throws(Refusal) -> Result {
        do throws(MockError) {
            return try body()
        } catch {
            throw .mock(error)
        }
    }
}
