import ArgumentParser
import EmulatorCommands

@main
struct Main {
    static func main() async {
        StandardStream.prepare()
        await KirimdevMockCommand.main()
    }
}
