#!/usr/bin/env bash
# swift-argument-parser ignores the value of an option in front of another flag, if the option can also be a flag.
#
# Version:   swift-argument-parser 1.8.2, Swift 6.3, seen on 2026-11-29.
# Behaviour: An option with `defaultAsFlag` and the default parsing strategy takes its default whenever the next argument
#            is a flag or an option of the command, even if its own value is attached with an equals sign. There is no
#            error. The last argument, a value in an argument of its own, and `parsing: .next` are not affected.
# Output:    --limit=4: 4
#            --limit=4 --quick: 100
#            --limit 4 --quick: 4
#            --bound=4 --quick: 4 (parsing: .next)
# Fails if that changes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/Sources/probe"

cat >"$work/Package.swift" <<'SWIFT'
// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "probe",
    dependencies: [.package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")],
    targets: [
        .executableTarget(
            name: "probe",
            dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")]
        )
    ]
)
SWIFT

cat >"$work/Sources/probe/Probe.swift" <<'SWIFT'
import ArgumentParser

@main struct Probe: ParsableCommand {
    @Option(defaultAsFlag: 100) var limit: Int?
    @Option(defaultAsFlag: 100, parsing: .next) var bound: Int?
    @Flag var quick = false

    func run() { print(limit ?? bound ?? 0) }
}
SWIFT

swift build --package-path "$work" >"$work/build" 2>&1 || { cat "$work/build"; exit 1; }
probe=$(swift build --package-path "$work" --show-bin-path)/probe

seen=$(
    echo "--limit=4: $("$probe" --limit=4)"
    echo "--limit=4 --quick: $("$probe" --limit=4 --quick)"
    echo "--limit 4 --quick: $("$probe" --limit 4 --quick)"
    echo "--bound=4 --quick: $("$probe" --bound=4 --quick) (parsing: .next)"
)
expected="--limit=4: 4
--limit=4 --quick: 100
--limit 4 --quick: 4
--bound=4 --quick: 4 (parsing: .next)"

echo "$seen"
[[ $seen == "$expected" ]] || { echo "expected:"; echo "$expected"; exit 1; }
