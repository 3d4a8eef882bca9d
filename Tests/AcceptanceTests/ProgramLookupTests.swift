import EmulatorTesting
import Foundation
import Testing

@testable import EmulatorCommands

/// How `exec` finds the program of its command.
@Suite struct ProgramLookupTests {
    /// Two folders: `first` has a plain file and a folder, `second` has programs.
    private static func withFolders(_ body: (_ path: String, _ folder: String) throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let files = FileManager.default
            for name in ["first", "second", "first/tool"] {
                try files.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
            }
            for name in ["first/text", "second/text", "second/tool"] {
                #expect(files.createFile(atPath: "\(folder)/\(name)", contents: Data("#!/bin/sh\n".utf8)))
            }
            for name in ["second/text", "second/tool"] {
                try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(folder)/\(name)")
            }
            try body("\(folder)/first:\(folder)/second", folder)
        }
    }

    @Test func `a name is looked up in PATH, where folders and plain files are passed over`() async throws {
        try await Self.withFolders { path, folder in
            #expect(ProgramLookup.find("tool", path: path) == .found("\(folder)/second/tool"))
            #expect(ProgramLookup.find("text", path: path) == .found("\(folder)/second/text"))
        }
    }

    @Test func `a name that only a plain file has cannot be executed`() async throws {
        try await Self.withFolders { _, folder in
            let path = "\(folder)/first"
            #expect(ProgramLookup.find("text", path: path) == .notExecutable("\(folder)/first/text"))
            #expect(ProgramLookup.find("tool", path: path) == .notExecutable("\(folder)/first/tool"))
        }
    }

    @Test func `a name with a slash is a path`() async throws {
        try await Self.withFolders { path, folder in
            #expect(ProgramLookup.find("\(folder)/second/tool", path: path) == .found("\(folder)/second/tool"))
            #expect(ProgramLookup.find("\(folder)/second/none", path: path) == .notFound)
            #expect(ProgramLookup.find("second/tool", path: path) == .notFound)
        }
    }

    @Test(arguments: ["", "no-such-command"])
    func `a name that no folder has is not found`(name: String) async throws {
        try await Self.withFolders { path, _ in #expect(ProgramLookup.find(name, path: path) == .notFound) }
    }

    @Test func `the usual folders are searched without PATH`() {
        #expect(ProgramLookup.find("sh", path: nil) == .found("/usr/bin/sh"))
    }
}
