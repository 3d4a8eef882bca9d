extension WorldState {
    /// Calls `body` with each object that was added, changed or removed since the last call, and forgets these objects.
    ///
    /// An object that was changed several times comes several times. The order between objects of different kinds is
    /// that of `ObjectKind`.
    package mutating func takeTouchedObjects(_ body: (ObjectName, ObjectTouch) -> Void) {
        if isOrganizationTouched {
            isOrganizationTouched = false
            body(organizationName, .changed)
        }
        customers.takeTouched { body(ObjectName(.customer, $0), $1) }
        setupLinks.takeTouched { body(ObjectName(.setupLink, $0), $1) }
        accounts.takeTouched { body(ObjectName(.account, $0), $1) }
        contacts.takeTouched { body(ObjectName(.contact, $0), $1) }
        conversations.takeTouched { body(ObjectName(.conversation, $0), $1) }
        labels.takeTouched { body(ObjectName(.label, $0), $1) }
        messages.takeTouched { body(ObjectName(.message, $0), $1) }
        templates.takeTouched { body(ObjectName(.template, $0), $1) }
        webhookSubscriptions.takeTouched { body(ObjectName(.webhookSubscription, $0), $1) }
        deliveries.takeTouched { body(ObjectName(.webhookDelivery, $0), $1) }
    }

    /// Forgets all touches; all present objects count as added before.
    package mutating func beginTouches() {
        isOrganizationTouched = false
        accounts.takeTouched { _, _ in }
        customers.beginTouches()
        setupLinks.beginTouches()
        contacts.beginTouches()
        conversations.beginTouches()
        labels.beginTouches()
        messages.beginTouches()
        templates.beginTouches()
        webhookSubscriptions.beginTouches()
        deliveries.beginTouches()
    }

    /// The name of the organization as an object of this world.
    package var organizationName: ObjectName { ObjectName(.organization, organization.id.description) }
}
