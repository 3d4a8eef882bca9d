import Documents
import Domain

/// The script that tells the phone of the inspector why a message can fail; the server writes it, so that it stays true.
enum MessageFailureScript {
    /// The name of the file.
    static let name = "message-failures.js"

    /// The script: a module with the array `failures`.
    static let bytes: [UInt8] = Array("export const failures = ".utf8) + list + Array(";\n".utf8)

    /// A failure whose name is not its code stands in the state of a world only; control requests have the code.
    private static let list = JSONWriter.bytes(capacity: 4096) { writer in
        writer.array { writer in
            for failure in MessageFailure.allCases {
                writer.object { writer in
                    writer.member("name", failure.rawValue)
                    writer.member("code", failure.code)
                    writer.member("providerCode", failure.providerCode)
                    writer.member("isEarly", failure.stage == .beforeAcceptance)
                    writer.member("message", failure.message)
                }
            }
        }
    }
}
