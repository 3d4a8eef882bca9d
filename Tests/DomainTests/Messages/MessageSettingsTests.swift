import Domain
import Testing

@Suite struct MessageSettingsTests {
    private func settings(_ changes: (inout SettingsPatch<MessageSettings>) -> Void...) -> MessageSettings {
        var organization = WorldState.sample().organization
        for change in changes {
            var patch = OrganizationPatch()
            change(&patch.messages)
            organization.apply(patch, ids: BaselineIdentifiers(seed: 42))
        }
        return organization.messages
    }

    @Test func `by default messages progress by the clock and magic recipients are on`() {
        let settings = settings()
        #expect(
            settings.progression == .timed(sent: TimeSpan(milliseconds: 100), delivered: TimeSpan(milliseconds: 300))
        )
        #expect(settings.magicRecipients)
    }

    @Test func `a patch of one progression time keeps the other`() {
        let settings = settings({ $0.delivered = .seconds(3) }, { $0.sent = .seconds(1) })
        #expect(settings.progression == .timed(sent: .seconds(1), delivered: .seconds(3)))
    }

    @Test func `a message is not delivered before it is sent`() {
        #expect(settings({ $0.sent = .seconds(1) }).progression == .timed(sent: .seconds(1), delivered: .seconds(1)))
    }

    @Test func `the timed mode keeps its times while another mode is set`() {
        let settings = settings(
            { $0.sent = .seconds(1) },
            { $0.delivered = .seconds(2) },
            { $0.mode = .manual },
            { $0.mode = .timed }
        )
        #expect(settings.progression == .timed(sent: .seconds(1), delivered: .seconds(2)))
    }

    @Test(arguments: [
        MessageSettings.Progression.immediate, .manual, .timed(sent: .zero, delivered: .zero),
        .timed(sent: .seconds(1), delivered: .seconds(2)),
    ])
    func `a progression that is set is the one that is read`(progression: MessageSettings.Progression) {
        var settings = MessageSettings()
        settings.progression = progression
        #expect(settings.progression == progression)
    }
}
