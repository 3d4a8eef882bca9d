/// The variables by which a program finds an emulator.
struct EmulatorVariables: Sendable {
    /// The variables in a fixed order.
    let all: [(name: String, value: String)]

    /// The variables for an emulator at an origin such as `http://127.0.0.1:8080`, which serves the API below a path.
    init(origin: String, basePath: String, key: String, webhookSecret: String?, adminToken: String?) {
        var all = [
            (name: "KIRIMDEV_BASE_URL", value: origin + basePath),
            (name: "KIRIMDEV_API_BASE_URL", value: origin + basePath),
            (name: "KIRIMDEV_API_BASE", value: origin),
            (name: "KIRIMDEV_API_KEY", value: key),
        ]
        if let webhookSecret { all.append((name: "KIRIMDEV_WEBHOOK_SECRET", value: webhookSecret)) }
        all.append((name: "KIRIMDEV_MOCK_ADMIN_URL", value: origin + "/__admin"))
        if let adminToken { all.append((name: "KIRIMDEV_MOCK_ADMIN_TOKEN", value: adminToken)) }
        self.all = all
    }
}

extension EmulatorVariables {
    /// Lines such as `export KIRIMDEV_API_KEY='kdv_test_local'`, which a POSIX shell evaluates.
    var shellLines: [String] {
        all.map { name, value in "export \(name)='\(value.replacing("'", with: #"'\''"#))'" }
    }
}
