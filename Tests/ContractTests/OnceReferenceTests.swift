import Testing

@testable import Contract

struct OnceReferenceTests {
    private final class Instance: Sendable {}

    @Test func `a reference keeps the first instance that is stored`() {
        let reference = OnceReference<Instance>()
        #expect(reference.load() == nil)
        let first = Instance()
        #expect(reference.storeIfNil(first) === first)
        #expect(reference.storeIfNil(Instance()) === first)
        #expect(reference.load() === first)
    }

    @Test func `a reference frees its instance, and those that it did not take`() {
        weak var first: Instance?
        weak var second: Instance?
        do {
            let reference = OnceReference<Instance>()
            first = reference.storeIfNil(Instance())
            let late = Instance()
            second = late
            _ = reference.storeIfNil(late)
            #expect(first != nil)
        }
        #expect(first == nil)
        #expect(second == nil)
    }

    @Test func `all of many tasks get the same instance`() async {
        final class Owner: Sendable { let reference = OnceReference<Instance>() }
        let owner = Owner()
        let instances = await withTaskGroup(of: Instance.self) { group in
            for _ in 0..<50 {
                group.addTask { owner.reference.load() ?? owner.reference.storeIfNil(Instance()) }
            }
            return await group.reduce(into: [Instance]()) { $0.append($1) }
        }
        #expect(Set(instances.map(ObjectIdentifier.init)).count == 1)
    }
}
