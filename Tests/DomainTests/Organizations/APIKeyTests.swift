import Domain
import Testing

@Suite struct APIKeyTests {
    private func key(_ status: APIKey.Status, expiresAt: Timestamp? = nil) -> APIKey {
        APIKey(
            id: Identifier("key_1"),
            secret: "kdv_live_TavbPKwIuqOr69ALEKLNennZ",
            status: status,
            expiresAt: expiresAt
        )
    }

    @Test(arguments: APIKey.Status.allCases)
    func `an API key without an expiry time keeps its declared status`(status: APIKey.Status) {
        #expect(key(status).status(at: .start) == status)
        #expect(key(status).status(at: .start.adding(hours: 100_000)) == status)
    }

    @Test(arguments: [(-1, .active), (0, .expired), (1, .expired)] as [(Int64, APIKey.Status)])
    func `an active key expires at its expiry time`(milliseconds: Int64, status: APIKey.Status) {
        #expect(key(.active, expiresAt: .start).status(at: .start.adding(milliseconds: milliseconds)) == status)
    }

    @Test(arguments: [-1, 0, 1] as [Int64])
    func `a revoked key is revoked before and after its expiry time`(milliseconds: Int64) {
        #expect(key(.revoked, expiresAt: .start).status(at: .start.adding(milliseconds: milliseconds)) == .revoked)
    }

    @Test func `a key that is declared expired is expired before its expiry time`() {
        #expect(key(.expired, expiresAt: .start.adding(hours: 1)).status(at: .start) == .expired)
    }

    @Test func `an API key shows its last four characters`() {
        #expect(key(.active).last4 == "ennZ")
    }
}
