import ArgumentParser

/// The flags of the commands whose emulators send every event to an endpoint.
struct WebhookOptions: ParsableArguments {
    @Option(
        name: .customLong("webhook-url"),
        help: ArgumentHelp("Endpoint that receives every event of every sandbox.", valueName: "url")
    )
    var url: String?

    @Option(
        name: .customLong("webhook-secret"),
        help: ArgumentHelp(
            "Secret that signs the deliveries to --webhook-url. (default: random for each sandbox)",
            valueName: "secret"
        )
    )
    var secret: String?
}
