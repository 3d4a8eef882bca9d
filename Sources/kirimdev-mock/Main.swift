import ArgumentParser
import EmulatorCommands

@main
struct Main {
    static func main() async {
        await KirimdevMockCommand.main()
    }
}
