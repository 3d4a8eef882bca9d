import Testing

@testable import Domain

struct AccountListTests {
    private let first = Identifier<Customer>("cus_1")
    private let second = Identifier<Customer>("cus_2")

    /// Four accounts; every other one belongs to the first customer.
    private func list() -> AccountList {
        var list = AccountList()
        for number in 1...4 {
            list.append(.sample("12345\(number)", owner: number.isMultiple(of: 2) ? first : nil))
        }
        return list
    }

    private func numbers(_ list: AccountList, of owner: Identifier<Customer>) -> [String?] {
        list.owned(by: owner).map(\.phoneNumberID)
    }

    @Test func `an account list keeps the order in which accounts were added`() {
        #expect(list().count == 4)
        #expect(list().all.map(\.phoneNumberID) == ["123451", "123452", "123453", "123454"])
        #expect(AccountList().all == [])
    }

    @Test func `an account is found by its number`() {
        #expect(list()[phoneNumberID: "123453"] == .sample("123453"))
        #expect(list()[phoneNumberID: "123455"] == nil)
    }

    @Test func `the accounts of an owner have the order of the whole list`() {
        #expect(numbers(list(), of: first) == ["123452", "123454"])
        #expect(numbers(list(), of: second) == [])
    }

    @Test func `an account keeps its place in the list when its owner changes`() {
        var list = list()
        list.replace(.sample("123453", owner: first))
        #expect(numbers(list, of: first) == ["123452", "123453", "123454"])
        list.replace(.sample("123452", owner: second))
        #expect(numbers(list, of: first) == ["123453", "123454"])
        #expect(numbers(list, of: second) == ["123452"])
        list.replace(.sample("123454"))
        #expect(numbers(list, of: first) == ["123453"])
        #expect(list.all.map(\.phoneNumberID) == ["123451", "123452", "123453", "123454"])
        #expect(list.count == 4)
    }

    @Test func `a change of an account's name or status is stored`() {
        var list = list()
        var changed = WhatsAppAccount.sample("123452", owner: first)
        changed.name = "Changed"
        changed.status = .degraded
        list.replace(changed)
        #expect(list[phoneNumberID: "123452"] == changed)
        #expect(list.owned(by: first).first == changed)
    }

    @Test func `an account without a number is listed, and found by its owner alone`() {
        var list = list()
        var account = WhatsAppAccount.sample("", owner: first)
        account.phoneNumberID = nil
        list.append(account)
        #expect(list.all.last == account)
        #expect(list.owned(by: first).last == account)
        #expect(list[phoneNumberID: ""] == nil)
    }

    @Test func `replacing an account that is not in the list changes nothing`() {
        var list = list()
        list.replace(.sample("999999", owner: second))
        #expect(list.all == self.list().all)
        #expect(numbers(list, of: second) == [])
    }
}
