import EmulatorTesting
import Foundation
import Subprocess
import Testing

/// How the program passes its signals on to the command of `exec`, with and without a terminal.
@Suite(.timeLimit(.minutes(15)))
struct ExecSignalsTests {
    /// A program that prints the name of each signal and ends with 7 after SIGTERM.
    private static let listener = """
        import signal, sys
        signals = [signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM]
        signal.pthread_sigmask(signal.SIG_BLOCK, signals)
        # A signal that was ignored at the start would be lost.
        for number in signals: signal.signal(number, signal.SIG_DFL)
        print("waiting", *sys.argv[1:], flush=True)
        while True:
            number = signal.sigwait(signals)
            print(signal.Signals(number).name, flush=True)
            if number == signal.SIGTERM: sys.exit(7)
        """

    /// A program that runs `exec` in a terminal, follows steps such as `see:WORD`, `type:HEX` and `kill:INT`, and
    /// prints what the terminal has shown and the exit status.
    private static let terminal = """
        import os, pty, select, signal, sys
        steps, command = sys.argv[1].split(), sys.argv[2:]
        process, terminal = pty.fork()
        if process == 0:
            for name in ["HUP", "INT", "QUIT", "TERM"]: signal.signal(signal.Signals["SIG" + name], signal.SIG_DFL)
            os.execvp("kirimdev-mock", ["kirimdev-mock", "exec", "--"] + command)
        seen, place = "", 0
        def read():
            if not select.select([terminal], [], [], 300)[0]: sys.exit(f"the terminal has shown nothing more than {seen}")
            try: return os.read(terminal, 4096).decode()
            except OSError: return ""
        for step in steps:
            verb, value = step.split(":")
            if verb == "see":
                while value not in seen[place:]:
                    part = read()
                    if not part: sys.exit(f"the terminal has not shown {value}, only {seen}")
                    seen += part
                place = seen.index(value, place) + len(value)
            if verb == "type": os.write(terminal, bytes.fromhex(value))
            if verb == "kill": os.kill(process, signal.Signals["SIG" + value])
        while part := read(): seen += part
        print(seen.replace("\\r\\n", "\\n"))
        print("status", os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
        """

    private static func inTerminal(_ steps: String, _ command: [String]) async throws -> FinishedProcess {
        try Program.require("python3")
        return try await withTemporaryFolder { folder in
            try await runProgram("python3", ["-c", terminal, steps] + command, home: folder)
        }
    }

    // MARK: With a terminal

    @Test func `a key of the terminal reaches the command once, and a signal of another process as well`() async throws
    {
        // The kernel merges a signal into an equal one that the process has not handled yet. So `exec` must have handled a
        // SIGINT before the next one is sent. It has if it has passed the signal on; that of a key it does not pass on.
        let steps =
            "see:waiting kill:INT see:SIGINT type:03 see:SIGINT type:1c see:SIGQUIT kill:HUP see:SIGHUP kill:TERM"
        let finished = try await Self.inTerminal(steps, ["python3", "-c", Self.listener])
        let names = finished.output.matches(of: /SIG[A-Z]+/).map { String($0.0) }
        #expect(names == ["SIGINT", "SIGINT", "SIGQUIT", "SIGHUP", "SIGTERM"], "\(finished.output)\(finished.errors)")
        #expect(finished.lines.last == "status 7")
    }

    @Test func `a command that Ctrl-C ends has the status 130`() async throws {
        // A shell could lose a signal that comes while it starts another program.
        let program = """
            import signal
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            print("waiting", flush=True)
            signal.pause()
            """
        let finished = try await Self.inTerminal("see:waiting type:03", ["python3", "-c", program])
        #expect(finished.lines.last == "status 130", "\(finished.output)\(finished.errors)")
    }

    @Test func `a command can read from the terminal`() async throws {
        let script = "echo waiting; read line; echo \"got $line\""
        let finished = try await Self.inTerminal("see:waiting type:68690a see:got", ["sh", "-c", script])
        #expect(finished.lines.contains("got hi"), "\(finished.output)\(finished.errors)")
        #expect(finished.lines.last == "status 0")
    }

    // MARK: Without a terminal

    @Test(arguments: [
        (Signal.interrupt, "SIGINT"), (Signal.quit, "SIGQUIT"), (Signal.terminalClosed, "SIGHUP"),
    ])
    func `a signal reaches the command once, which decides how it ends`(signal: Signal, name: String) async throws {
        try Program.require("python3")
        let finished = try await withTemporaryFolder { folder in
            // `exec` does not pass on a signal that the process which runs these tests ignores.
            let arguments = ["--default-signal", try Program.name, "exec", "--", "python3", "-c", Self.listener]
            return try await withProgram("env", arguments, home: folder) { output, send in
                _ = try await output.line("the word that it waits") { $0 == "waiting" }
                try send(signal)
                _ = try await output.line("the signal") { $0 == name }
            }
        }
        #expect(finished.status == 7)
        #expect(finished.lines == ["waiting", name, "SIGTERM"])
    }

    @Test func `a signal that is ignored when exec is started is not passed on`() async throws {
        try Program.require("python3")
        let script = "trap '' HUP; exec kirimdev-mock exec -- python3 -c \"$0\""
        let finished = try await withTemporaryFolder { folder in
            try await withProgram("sh", ["-c", script, Self.listener], home: folder) { output, send in
                _ = try await output.line("the word that it waits") { $0 == "waiting" }
                try send(.terminalClosed)
                try send(.interrupt)
                _ = try await output.line("the signal") { $0 == "SIGINT" }
            }
        }
        #expect(finished.status == 7)
        #expect(finished.lines == ["waiting", "SIGINT", "SIGTERM"])
    }

    @Test func `a signal reaches the processes that the command has started`() async throws {
        try Program.require("python3")
        let script = "python3 -c \"$0\" one & python3 -c \"$0\" two; true"
        let finished = try await withTemporaryFolder { folder in
            let arguments = ["exec", "--", "sh", "-c", script, Self.listener]
            return try await withProgram(try Program.name, arguments, home: folder) { output, _ in
                for name in ["one", "two"] { _ = try await output.line(name) { $0 == "waiting \(name)" } }
            }
        }
        #expect(finished.status == 143)
        #expect(finished.lines.count { $0 == "SIGTERM" } == 2, "\(finished.output)")
    }

    @Test func `exec ends with the command, although a process that the command has started still runs`() async throws {
        let finished = try await withTemporaryFolder { folder in
            let script = """
                kirimdev-mock exec -- sh -c 'sleep 1000 & echo $!' >process 2>&1
                echo "ended with $?"
                kill "$(cat process)"
                """
            return try await runProgram("sh", ["-c", "cd \"$HOME\"; \(script)"], home: folder)
        }
        #expect(finished.output == "ended with 0\n")
        #expect(finished.errors == "")
    }
}
