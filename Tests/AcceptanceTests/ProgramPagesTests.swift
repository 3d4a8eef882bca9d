import Testing

@testable import EmulatorCommands

struct ProgramPagesTests {
    @Test func `only mapped files that are neither writable nor changed are given back`() {
        let smaps = """
            1000-2000 r--p 00000000 fe:00 1    /usr/bin/kirimdev-mock
            Rss:                   4 kB
            Anonymous:             0 kB
            2000-4000 r-xp 00001000 fe:00 1    /usr/bin/kirimdev-mock
            Anonymous:             0 kB
            VmFlags: rd ex mr mw me
            4000-5000 r--p 00003000 fe:00 1    /usr/bin/kirimdev-mock with relocations
            Anonymous:             4 kB
            5000-6000 rw-p 00004000 fe:00 1    /usr/bin/kirimdev-mock
            Anonymous:             0 kB
            6000-7000 r--p 00000000 00:00 0
            Anonymous:             0 kB
            7000-8000 r-xp 00000000 00:00 0    [vdso]
            Anonymous:             0 kB
            """
        #expect(ProgramPages.unchangedRanges(in: smaps) == [0x1000..<0x2000, 0x2000..<0x4000])
    }

    @Test func `a process goes on when its pages have been given back`() {
        ProgramPages.giveBack()
        #expect(ProgramPages.unchangedRanges(in: "").isEmpty)
    }
}
