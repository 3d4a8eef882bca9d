import Domain

extension World {
    /// What a hold of this world holds now, oldest first.
    package func held(by hold: Hold) -> [HeldItem] {
        switch hold.subject {
        case .requests: holds.requests(of: hold.id).map(\.item)
        case .deliveries: transaction { $0.stoppedDeliveries(by: hold.id) }.map { .delivery($0) }
        }
    }

    /// Releases what a hold holds, in that order; returns what was still held.
    ///
    /// A request is handled before the next one is released, unless it waits for something else then.
    package func release(_ references: [ObservationRef.Name], of hold: Hold) -> [ObservationRef.Name] {
        switch hold.subject {
        case .requests:
            let numbers = references.compactMap { reference -> Int? in
                if case .request(let seq) = reference { seq } else { nil }
            }
            return resume(holds.take(numbers, of: hold.id))
        case .deliveries:
            let ids = references.compactMap { reference -> Identifier<WebhookDelivery>? in
                if case .delivery(let id) = reference { id } else { nil }
            }
            return transaction { state in release(ids, of: hold, in: &state) }
        }
    }

    /// Ends a hold and releases all that it holds, oldest first; returns what it released.
    package func endHold(_ hold: Hold) -> [ObservationRef.Name] {
        // The hold is removed first, so that it stops nothing more. What it has stopped before is released below.
        let requests = holds.remove(hold.id)
        switch hold.subject {
        case .requests: return resume(requests)
        case .deliveries:
            return transaction { state in
                release(state.stoppedDeliveries(by: hold.id).map(\.id), of: hold, in: &state)
            }
        }
    }

    private func resume(_ requests: [HeldRequest]) -> [ObservationRef.Name] {
        requests.filter { $0.resume() }.map { .request($0.seq) }
    }

    private func release(
        _ ids: [Identifier<WebhookDelivery>],
        of hold: Hold,
        in state: inout WorldState
    ) -> [ObservationRef.Name] {
        let released = state.releaseStoppedDeliveries(ids, by: hold.id) { fault(for: $0) }
        if !released.isEmpty, source.isObserved { source.add(.hold(hold.id)) }
        return released.map { .delivery($0) }
    }
}
