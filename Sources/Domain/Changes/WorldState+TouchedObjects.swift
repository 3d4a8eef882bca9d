extension WorldState {
    /// Calls `body` with each object that was added, changed or removed since the last call, and forgets these objects.
    ///
    /// An object that was changed several times comes several times. The order between objects of different kinds is
    /// that of `ObjectKind`.
    package mutating func takeTouchedObjects(_ body: (ObjectName) -> Void) {
        if isOrganizationTouched {
            isOrganizationTouched = false
            body(organizationName)
        }
        customers.takeTouched { body(ObjectName(.customer, $0)) }
        setupLinks.takeTouched { body(ObjectName(.setupLink, $0)) }
        accounts.takeTouched { body(ObjectName(.account, $0)) }
        contacts.takeTouched { body(ObjectName(.contact, $0)) }
        conversations.takeTouched { body(ObjectName(.conversation, $0)) }
        labels.takeTouched { body(ObjectName(.label, $0)) }
        messages.takeTouched { body(ObjectName(.message, $0)) }
        templates.takeTouched { body(ObjectName(.template, $0)) }
        webhookSubscriptions.takeTouched { body(ObjectName(.webhookSubscription, $0)) }
        deliveries.takeTouched { body(ObjectName(.webhookDelivery, $0)) }
    }

    /// The name of the organization as an object of this world.
    package var organizationName: ObjectName { ObjectName(.organization, organization.id.description) }
}
