// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the emulator's graph never sees the benchmark library. It compiles the emulator's targets
// through links, because they are open to their own package alone.
let package = Package(
    name: "kirimdev-mock-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.0"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        // Without its default traits: they want libraries that are not everywhere, and count allocations, which we do not.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.0", traits: []),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .target(
            name: "Documents",
            dependencies: [
                .product(name: "OrderedCollections", package: "swift-collections")
            ]
        ),
        .target(
            name: "Contract",
            dependencies: ["Documents", .product(name: "OrderedCollections", package: "swift-collections")]
        ),
        .target(
            name: "Domain",
            dependencies: [
                "Documents",
                .product(name: "HashTreeCollections", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
                .product(name: "OrderedCollections", package: "swift-collections"),
            ]
        ),
        .target(
            name: "EmulatorCore",
            dependencies: [
                "Contract", "Documents", "Domain",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HashTreeCollections", package: "swift-collections"),
                .product(name: "OrderedCollections", package: "swift-collections"),
            ]
        ),
        .target(
            name: "Webhooks",
            dependencies: [
                "Documents", "Domain",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),
        .target(
            name: "WorldRunning",
            dependencies: [
                "Domain", "EmulatorCore", "Webhooks",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .target(
            name: "HTTPServing",
            dependencies: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOExtras", package: "swift-nio-extras"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ]
        ),
        .target(
            name: "Scenarios",
            dependencies: [
                "Contract", "Documents", "Domain", "EmulatorCore",
                .product(name: "OrderedCollections", package: "swift-collections"),
            ]
        ),
        .target(name: "EmbeddedFiles"),
        .target(
            name: "EmulatorServer",
            dependencies: [
                "Contract", "Documents", "Domain", "EmbeddedFiles", "EmulatorCore", "HTTPServing", "Scenarios",
                "Webhooks", "WorldRunning",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "OrderedCollections", package: "swift-collections"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            // The target EmbeddedFiles makes them part of the program.
            exclude: [
                "Control/control.yaml", "Dashboard/Pages/customers.css", "Dashboard/Pages/customers.js",
                "Media/audio.mp3", "Media/audio.ogg", "Media/document.pdf", "Media/image.jpg", "Media/image.png",
                "Media/sticker.webp", "Media/video.mp4", "Onboarding/onboarding.css", "Onboarding/onboarding.html",
                "Onboarding/onboarding.js", "Pages/base.css", "Pages/copy.js", "Pages/icon.svg", "Pages/inspector.html",
                "Pages/Inspector", "Pages/reference.css", "Pages/reference.js", "Pages/tokens.css", "Pages/welcome.css",
            ]
        ),
        // What `compare` measures the emulator against, and where it sends webhooks.
        .executableTarget(
            name: "BareServer",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
        .executableTarget(
            name: "EmulatorBenchmarks",
            dependencies: [
                "Contract", "Documents", "Domain", "EmulatorCore", "EmulatorServer", "HTTPServing", "Webhooks",
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            path: "Benchmarks/EmulatorBenchmarks",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
        ),
    ],
    // The first one with `#embed`.
    cLanguageStandard: .c2x
)

for target in package.targets {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ]
}
